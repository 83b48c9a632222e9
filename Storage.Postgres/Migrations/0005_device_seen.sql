-- When a device last had a session, Unix milliseconds. Those that are there already start as if seen now.
alter table device add column seen bigint not null default (extract(epoch from now()) * 1000)::bigint;

alter table device alter column seen drop default;
