-- What users show of themselves.
create table profile (
    user_id text not null primary key,
    name text not null,
    portrait text not null,
    custom text not null
) without rowid;
