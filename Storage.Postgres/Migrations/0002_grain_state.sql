-- Grain state as Orleans' AdoNet provider expects it: it reads the four queries below by their keys, sets the parameters
-- they name, and reads the result columns they name. The rest is ours.
create table OrleansQuery (
    QueryKey text collate "C" primary key,
    QueryText text not null
);

create table grain_state (
    service_id text collate "C" not null,
    type_hash integer not null,
    id_hash integer not null,
    id_n0 bigint not null,
    id_n1 bigint not null,
    grain_type text collate "C" not null,
    id_text text collate "C",
    version integer not null,
    modified timestamptz not null default now(),
    payload bytea
);

-- Without this, two activations that race for the first write would both succeed, and the grain could never be read again.
create unique index grain_state_key
    on grain_state (service_id, type_hash, id_hash, id_n0, id_n1, grain_type, id_text) nulls not distinct;

insert into OrleansQuery (QueryKey, QueryText) values
('ReadFromStorageKey', $q$
select payload as "PayloadBinary", version as "Version" from grain_state
where service_id = @ServiceId and type_hash = @GrainTypeHash and id_hash = @GrainIdHash and id_n0 = @GrainIdN0 and id_n1 = @GrainIdN1
    and grain_type = @GrainTypeString and id_text is not distinct from @GrainIdExtensionString::text
$q$),
-- No row means the version has moved on, or somebody else was first: Orleans reports a conflict and drops the activation.
('WriteToStorageKey', $q$
with changed as (
    update grain_state set payload = @PayloadBinary, modified = now(), version = version + 1
    where service_id = @ServiceId and type_hash = @GrainTypeHash and id_hash = @GrainIdHash and id_n0 = @GrainIdN0 and id_n1 = @GrainIdN1
        and grain_type = @GrainTypeString and id_text is not distinct from @GrainIdExtensionString::text
        and version = @GrainStateVersion::integer
    returning version),
created as (
    insert into grain_state (service_id, type_hash, id_hash, id_n0, id_n1, grain_type, id_text, version, payload)
    select @ServiceId, @GrainTypeHash, @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeString, @GrainIdExtensionString::text, 1, @PayloadBinary
    where @GrainStateVersion::integer is null
    on conflict do nothing
    returning version)
select version as "NewGrainStateVersion" from changed union all select version from created
$q$),
('ClearStorageKey', $q$
update grain_state set payload = null, modified = now(), version = version + 1
where service_id = @ServiceId and type_hash = @GrainTypeHash and id_hash = @GrainIdHash and id_n0 = @GrainIdN0 and id_n1 = @GrainIdN1
    and grain_type = @GrainTypeString and id_text is not distinct from @GrainIdExtensionString::text
    and version = @GrainStateVersion::integer
returning version as "NewGrainStateVersion"
$q$),
('DeleteStorageKey', $q$
delete from grain_state
where service_id = @ServiceId and type_hash = @GrainTypeHash and id_hash = @GrainIdHash and id_n0 = @GrainIdN0 and id_n1 = @GrainIdN1
    and grain_type = @GrainTypeString and id_text is not distinct from @GrainIdExtensionString::text
    and version = @GrainStateVersion::integer
returning version + 1 as "NewGrainStateVersion"
$q$);
