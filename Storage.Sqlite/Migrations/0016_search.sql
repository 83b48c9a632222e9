-- How far the search index has followed each conversation, and the highest rank it has given there.
create table search_state (
    conversation integer primary key,
    seq integer not null,
    rank integer not null
);

-- What each message with a text is found by, so that it can be taken out when the text is gone: numbers of eight bytes. Rank: its time,
-- made to rise with seq.
create table search_entry (
    conversation integer not null,
    seq integer not null,
    rank integer not null,
    words blob not null,
    primary key (conversation, seq)
) without rowid;

-- Per conversation and word where it stands, so that the newest are read first whatever their number.
create table search_word (
    conversation integer not null,
    word integer not null,
    rank integer not null,
    seq integer not null,
    primary key (conversation, word, rank, seq)
) without rowid;
