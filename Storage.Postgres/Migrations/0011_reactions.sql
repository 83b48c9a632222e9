-- What members have reacted, a row per member and emoji that stays when it is taken back: repeating that is answered from it.
create table reaction (
    conversation bigint not null,
    seq bigint not null,
    user_id text collate "C" not null,
    emoji text collate "C" not null,
    stands boolean not null,
    entry_seq bigint not null,
    time bigint not null,
    constraint reaction_key primary key (conversation, seq, user_id, emoji)
);

-- How many stand, kept in the same transactions: a page of history reads these alone, however many have reacted.
create table reaction_sum (
    conversation bigint not null,
    seq bigint not null,
    emoji text collate "C" not null,
    count integer not null,
    since bigint not null,
    constraint reaction_sum_key primary key (conversation, seq, emoji)
) with (fillfactor = 70);
