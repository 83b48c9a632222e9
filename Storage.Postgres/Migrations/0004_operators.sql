-- What operators did and saw. Rows are added and never touched again; the trigger holds that against mistakes of our own.
create table audit (
    id bigint generated always as identity primary key,
    time bigint not null,
    operator text not null,
    action text not null,
    target text not null,
    outcome text not null,
    address text not null
);

create or replace function audit_is_only_added_to() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is only added to';
end $$;

create trigger audit_is_not_changed before update or delete on audit for each statement execute function audit_is_only_added_to();

create trigger audit_is_not_emptied before truncate on audit for each statement execute function audit_is_only_added_to();

-- Who may not send: in one conversation, or (empty) anywhere.
create table mute (
    user_id text collate "C" not null,
    conversation text collate "C" not null,
    until bigint not null,
    muted_by text not null,
    reason text not null,
    constraint mute_key primary key (user_id, conversation)
);

create index mute_until on mute (until);

-- One secret for all processes on this database: what protects the operators' cookies. Deleting the row and restarting logs
-- everybody out.
create table operator_key (secret bytea not null);

insert into operator_key (secret)
values (sha256(decode(replace(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')));
