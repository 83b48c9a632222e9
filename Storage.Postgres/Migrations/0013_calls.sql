-- Which call each user has: rung or talking.
create table call_line (
    user_id text collate "C" not null,
    call text collate "C" not null,
    constraint call_line_key primary key (user_id)
);

create index call_line_call on call_line (call);
