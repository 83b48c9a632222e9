-- What a user has of another: one row per side. Rows that say nothing are deleted.
create table contact (
    user_id text not null,
    peer text not null,
    version integer not null,
    state integer not null,
    since integer not null,
    blocked integer not null,
    star integer not null,
    remark text not null,
    label text not null,
    greeting text,
    primary key (user_id, peer)
) without rowid;

-- Requests without an answer.
create index contact_open on contact (user_id, peer) where state in (1, 2);

-- How often a user's list has changed.
create table contact_list (
    user_id text not null,
    revision integer not null,
    primary key (user_id)
) without rowid;
