create table conversation (
    key integer primary key,
    id text not null unique,
    epoch integer not null,
    large integer not null default 0
);

-- Entries are appended at the end of the table, whatever their conversation: a commit touches few pages of text and one page
-- per entry of each narrow index.
create table message (
    row integer primary key,
    conversation integer not null,
    seq integer not null,
    time integer not null,
    counted integer not null,
    reply_to integer not null,
    recalled_at integer not null default 0,
    recall_seq integer not null default 0,
    edited_at integer not null default 0,
    kind integer not null,
    silent integer not null,
    sender text not null,
    client_id text,
    mentions text,
    recalled_by text,
    content blob not null
);

create unique index message_key on message (conversation, seq);

create unique index message_client on message (conversation, sender, client_id) where client_id is not null;

-- Kinds below 32 are the ones that count as unread.
create index message_recalled on message (conversation, seq) where recall_seq > 0 and kind < 32;

create table member (
    conversation integer not null,
    user_id text not null,
    role integer not null,
    joined_seq integer not null,
    left_seq integer not null,
    read_seq integer not null,
    cleared_seq integer not null,
    primary key (conversation, user_id)
) without rowid;

create index member_user on member (user_id);

create table mention (
    conversation integer not null,
    seq integer not null,
    user_id text not null,
    sender text not null,
    primary key (conversation, seq, user_id)
) without rowid;

create index mention_user on mention (conversation, user_id, seq, sender);

create table device (
    user_id text not null,
    device text not null,
    primary key (user_id, device)
) without rowid;

create table device_cursor (
    user_id text not null,
    device text not null,
    conversation text not null,
    seq integer not null,
    primary key (user_id, device, conversation)
) without rowid;
