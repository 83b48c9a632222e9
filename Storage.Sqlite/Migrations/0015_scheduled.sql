-- Messages to be sent later. State: 0 waits, 1 is being sent, 2 was refused.
create table scheduled (
    user_id text not null,
    conversation text not null,
    client_id text not null,
    due integer not null,
    state integer not null default 0,
    code integer not null default 0,
    kind integer not null,
    reply_to integer not null,
    silent integer not null,
    mentions text,
    content blob not null,
    primary key (user_id, conversation, client_id)
);

create index scheduled_due on scheduled (due) where state < 2;
