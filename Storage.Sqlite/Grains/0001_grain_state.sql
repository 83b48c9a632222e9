-- Grain state as Orleans' AdoNet provider expects it: it reads the four queries below by their keys, sets the parameters
-- they name, and reads the result columns they name. The rest is ours.
create table OrleansQuery (
    QueryKey text primary key,
    QueryText text not null
);

create table grain_state (
    service_id text not null,
    type_hash integer not null,
    id_hash integer not null,
    id_n0 integer not null,
    id_n1 integer not null,
    grain_type text not null,
    id_text text,
    version integer not null,
    modified integer not null default (unixepoch()),
    payload blob
);

-- Without this, two activations that race for the first write could both succeed, and the grain could never be read again.
-- No key is empty, so the empty text can stand for none.
create unique index grain_state_key
    on grain_state (service_id, type_hash, id_hash, id_n0, id_n1, grain_type, coalesce(id_text, ''));

insert into OrleansQuery (QueryKey, QueryText) values
('ReadFromStorageKey', '
select payload as PayloadBinary, version as Version from grain_state
where service_id = @ServiceId and type_hash = @GrainTypeHash and id_hash = @GrainIdHash and id_n0 = @GrainIdN0 and id_n1 = @GrainIdN1
    and grain_type = @GrainTypeString and coalesce(id_text, '''') = coalesce(@GrainIdExtensionString, '''')
'),
-- No row means the version has moved on, or somebody else was first: Orleans reports a conflict and drops the activation.
('WriteToStorageKey', '
update grain_state set payload = @PayloadBinary, modified = unixepoch(), version = version + 1
where service_id = @ServiceId and type_hash = @GrainTypeHash and id_hash = @GrainIdHash and id_n0 = @GrainIdN0 and id_n1 = @GrainIdN1
    and grain_type = @GrainTypeString and coalesce(id_text, '''') = coalesce(@GrainIdExtensionString, '''')
    and version = @GrainStateVersion
returning version as NewGrainStateVersion;
insert into grain_state (service_id, type_hash, id_hash, id_n0, id_n1, grain_type, id_text, version, payload)
select @ServiceId, @GrainTypeHash, @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeString, @GrainIdExtensionString, 1, @PayloadBinary
where @GrainStateVersion is null
on conflict do nothing
returning version as NewGrainStateVersion
'),
('ClearStorageKey', '
update grain_state set payload = null, modified = unixepoch(), version = version + 1
where service_id = @ServiceId and type_hash = @GrainTypeHash and id_hash = @GrainIdHash and id_n0 = @GrainIdN0 and id_n1 = @GrainIdN1
    and grain_type = @GrainTypeString and coalesce(id_text, '''') = coalesce(@GrainIdExtensionString, '''')
    and version = @GrainStateVersion
returning version as NewGrainStateVersion
'),
('DeleteStorageKey', '
delete from grain_state
where service_id = @ServiceId and type_hash = @GrainTypeHash and id_hash = @GrainIdHash and id_n0 = @GrainIdN0 and id_n1 = @GrainIdN1
    and grain_type = @GrainTypeString and coalesce(id_text, '''') = coalesce(@GrainIdExtensionString, '''')
    and version = @GrainStateVersion
returning version + 1 as NewGrainStateVersion
');
