alter table conversation add column mute_all integer not null default 0;
alter table conversation add column slow_seconds integer not null default 0;

-- So many entries before joined_seq may be looked up; until when the member may not write.
alter table member add column looks_back integer not null default 0;
alter table member add column muted_until integer not null default 0;
