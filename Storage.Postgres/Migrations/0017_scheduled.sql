-- Messages to be sent later. State: 0 waits, 1 is being sent, 2 was refused.
create table scheduled (
    user_id text collate "C" not null,
    conversation text collate "C" not null,
    client_id text collate "C" not null,
    due bigint not null,
    state smallint not null default 0,
    code smallint not null default 0,
    kind smallint not null,
    reply_to bigint not null,
    silent boolean not null,
    mentions text,
    content bytea not null,
    constraint scheduled_key primary key (user_id, conversation, client_id)
);

create index scheduled_due on scheduled (due) where state < 2;
