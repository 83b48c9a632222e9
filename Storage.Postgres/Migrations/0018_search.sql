-- How far the search index has followed each conversation, and the highest rank it has given there.
create table search_state (
    conversation bigint not null,
    seq bigint not null,
    rank bigint not null,
    constraint search_state_key primary key (conversation)
);

-- What each message with a text is found by, so that it can be taken out when the text is gone. Rank: its time, made to rise with seq.
create table search_entry (
    conversation bigint not null,
    seq bigint not null,
    rank bigint not null,
    words bigint[] not null,
    constraint search_entry_key primary key (conversation, seq)
);

-- Per conversation and word where it stands, so that the newest are read first whatever their number.
create table search_word (
    conversation bigint not null,
    word bigint not null,
    rank bigint not null,
    seq bigint not null,
    constraint search_word_key primary key (conversation, word, rank, seq)
);
