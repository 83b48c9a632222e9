create table conversation (
    key bigint generated always as identity primary key,
    id text collate "C" not null unique,
    epoch bigint not null,
    large boolean not null default false
);

-- The short key of a conversation stands for its name in everything below: an append joins the conversation anyway to check
-- the epoch, and rows and indexes stay a third smaller.
create table message (
    conversation bigint not null,
    seq bigint not null,
    time bigint not null,
    counted bigint not null,
    reply_to bigint not null,
    recalled_at bigint not null default 0,
    recall_seq bigint not null default 0,
    edited_at bigint not null default 0,
    kind smallint not null,
    silent boolean not null,
    sender text collate "C" not null,
    client_id text collate "C",
    mentions text collate "C",
    recalled_by text collate "C",
    content bytea not null,
    constraint message_key primary key (conversation, seq)
);

create unique index message_client on message (conversation, sender, client_id) where client_id is not null;

-- Kinds below 32 are the ones that count as unread.
create index message_recalled on message (conversation, seq) where recall_seq > 0 and kind < 32;

-- Room on the page: the read cursor moves with every message a member writes.
create table member (
    conversation bigint not null,
    user_id text collate "C" not null,
    role smallint not null,
    joined_seq bigint not null,
    left_seq bigint not null,
    read_seq bigint not null,
    cleared_seq bigint not null,
    constraint member_key primary key (conversation, user_id)
) with (fillfactor = 60);

create index member_user on member (user_id);

create table mention (
    conversation bigint not null,
    seq bigint not null,
    user_id text collate "C" not null,
    sender text collate "C" not null,
    constraint mention_key primary key (conversation, seq, user_id)
);

create index mention_user on mention (conversation, user_id, seq);

create table device (
    user_id text collate "C" not null,
    device text collate "C" not null,
    constraint device_key primary key (user_id, device)
);

create table device_cursor (
    user_id text collate "C" not null,
    device text collate "C" not null,
    conversation text collate "C" not null,
    seq bigint not null,
    constraint device_cursor_key primary key (user_id, device, conversation),
    constraint device_cursor_device foreign key (user_id, device) references device on delete cascade
) with (fillfactor = 70);
