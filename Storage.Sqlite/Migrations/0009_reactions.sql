-- What members have reacted, a row per member and emoji that stays when it is taken back: repeating that is answered from it.
create table reaction (
    conversation integer not null,
    seq integer not null,
    user_id text not null,
    emoji text not null,
    stands integer not null,
    entry_seq integer not null,
    time integer not null,
    primary key (conversation, seq, user_id, emoji)
) without rowid;

-- How many stand, kept in the same transactions: a page of history reads these alone, however many have reacted.
create table reaction_sum (
    conversation integer not null,
    seq integer not null,
    emoji text not null,
    count integer not null,
    since integer not null,
    primary key (conversation, seq, emoji)
) without rowid;
