-- When users were last there, Unix milliseconds.
create table last_seen (
    user_id text not null primary key,
    time integer not null
) without rowid;
