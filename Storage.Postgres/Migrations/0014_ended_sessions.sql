-- Operators' sessions that were ended by logging out, until they would have ended by themselves (Unix milliseconds).
create table ended_session (
    session text collate "C" not null,
    until bigint not null,
    constraint ended_session_key primary key (session)
);
