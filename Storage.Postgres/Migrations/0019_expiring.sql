-- Messages that expire. Of the message: so many seconds after it was read; below 0 once it has expired.
alter table message add column expire integer;
alter table scheduled add column expire integer not null default 0;

-- A row until the message is erased. When it is due is null until somebody has read it.
create table expiring (
    conversation bigint not null,
    seq bigint not null,
    due bigint,
    constraint expiring_key primary key (conversation, seq)
);

create index expiring_due on expiring (due) where due is not null;
