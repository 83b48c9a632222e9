-- When a device last had a session, Unix milliseconds. Those that are there already start as if seen now.
alter table device add column seen integer not null default 0;

update device set seen = unixepoch() * 1000;
