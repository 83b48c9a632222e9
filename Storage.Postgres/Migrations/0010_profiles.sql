-- What users show of themselves.
create table profile (
    user_id text collate "C" not null,
    name text not null,
    portrait text not null,
    custom text not null,
    constraint profile_key primary key (user_id)
);
