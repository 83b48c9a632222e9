-- When users were last there, Unix milliseconds. Room on the page: it is written anew whenever a user leaves.
create table last_seen (
    user_id text collate "C" not null,
    time bigint not null,
    constraint last_seen_key primary key (user_id)
) with (fillfactor = 70);
