-- What operators did and saw. Rows are added and never touched again; the triggers hold that against mistakes of our own.
create table audit (
    id integer primary key autoincrement,
    time integer not null,
    operator text not null,
    action text not null,
    target text not null,
    outcome text not null,
    address text not null
);

create trigger audit_is_not_changed before update on audit begin select raise(abort, 'the audit log is only added to'); end;

create trigger audit_is_not_shortened before delete on audit begin select raise(abort, 'the audit log is only added to'); end;

-- Who may not send: in one conversation, or (empty) anywhere.
create table mute (
    user_id text not null,
    conversation text not null,
    until integer not null,
    muted_by text not null,
    reason text not null,
    primary key (user_id, conversation)
) without rowid;

create index mute_until on mute (until);

-- One secret for all processes on this database: what protects the operators' cookies. Deleting the row and restarting logs
-- everybody out.
create table operator_key (secret blob not null);

insert into operator_key (secret) values (randomblob(32));
