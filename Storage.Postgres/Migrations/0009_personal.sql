-- What a member does with a conversation for itself alone. It is marked as unread while the read cursor is below mark_seq, and
-- removed from the list while the running count at the head is not above removed_counted. Nothing above hidden_seq is hidden.
alter table member
    add column pinned boolean not null default false,
    add column no_disturb smallint not null default 1,
    add column archived boolean not null default false,
    add column mark_seq bigint not null default 0,
    add column removed_counted bigint not null default -1,
    add column hidden_seq bigint not null default 0,
    add column hides bigint not null default 0;

create table hidden (
    conversation bigint not null,
    user_id text collate "C" not null,
    seq bigint not null,
    constraint hidden_key primary key (conversation, user_id, seq)
);

-- Beside the members: their rows are written anew with every cursor.
create table draft (
    user_id text collate "C" not null,
    conversation bigint not null,
    seq bigint not null,
    content text not null,
    constraint draft_key primary key (user_id, conversation)
);

create table user_setting (
    user_id text collate "C" not null,
    read_receipts boolean not null,
    constraint user_setting_key primary key (user_id)
);
