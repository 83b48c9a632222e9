-- Operators' sessions that were ended by logging out, until they would have ended by themselves (Unix milliseconds).
create table ended_session (
    session text not null primary key,
    until integer not null
) without rowid;
