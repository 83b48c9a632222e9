-- What a user has of another: one row per side. Rows that say nothing are deleted.
create table contact (
    user_id text collate "C" not null,
    peer text collate "C" not null,
    version bigint not null,
    state smallint not null,
    since bigint not null,
    blocked boolean not null,
    star boolean not null,
    remark text not null,
    label text not null,
    greeting text,
    constraint contact_key primary key (user_id, peer)
);

-- Requests without an answer.
create index contact_open on contact (user_id, peer) where state in (1, 2);

-- How often a user's list has changed.
create table contact_list (
    user_id text collate "C" not null,
    revision bigint not null,
    constraint contact_list_key primary key (user_id)
);
