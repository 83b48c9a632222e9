-- Which call each user has: rung or talking.
create table call_line (
    user_id text not null primary key,
    call text not null
) without rowid;

create index call_line_call on call_line (call);
