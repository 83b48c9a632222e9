-- What a member does with a conversation for itself alone. It is marked as unread while the read cursor is below mark_seq, and
-- removed from the list while the running count at the head is not above removed_counted. Nothing above hidden_seq is hidden.
alter table member add column pinned integer not null default 0;
alter table member add column no_disturb integer not null default 1;
alter table member add column archived integer not null default 0;
alter table member add column mark_seq integer not null default 0;
alter table member add column removed_counted integer not null default -1;
alter table member add column hidden_seq integer not null default 0;
alter table member add column hides integer not null default 0;

create table hidden (
    conversation integer not null,
    user_id text not null,
    seq integer not null,
    primary key (conversation, user_id, seq)
) without rowid;

-- Beside the members: their rows are written anew with every cursor.
create table draft (
    user_id text not null,
    conversation integer not null,
    seq integer not null,
    content text not null,
    primary key (user_id, conversation)
) without rowid;

create table user_setting (
    user_id text primary key,
    read_receipts integer not null
) without rowid;
