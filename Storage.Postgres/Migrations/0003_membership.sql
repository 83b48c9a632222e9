-- Which silos there are, as Orleans' AdoNet clustering expects it: it reads the queries below by their keys, sets the
-- parameters they name, and reads the columns and counts they return. The rest is ours. Every change of a silo's row
-- raises the version of its cluster in the same statement, and only from the version that the writer has read.
create table cluster (
    id text collate "C" primary key,
    version integer not null default 0,
    changed timestamptz not null default now()
);

create table cluster_silo (
    cluster_id text collate "C" not null references cluster,
    address text collate "C" not null,
    port integer not null,
    generation integer not null,
    silo_name text not null,
    host_name text not null,
    status integer not null,
    proxy_port integer,
    suspect_times text,
    started timestamptz not null,
    alive timestamptz not null,
    constraint cluster_silo_key primary key (cluster_id, address, port, generation)
);

insert into OrleansQuery (QueryKey, QueryText) values
('InsertMembershipVersionKey', $q$
with created as (insert into cluster (id) values (@DeploymentId) on conflict do nothing returning 1)
select count(*)::integer from created
$q$),
('InsertMembershipKey', $q$
with raised as (
    update cluster set version = version + 1, changed = now()
    where id = @DeploymentId and version = @Version and not exists (
        select from cluster_silo where cluster_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
    returning id),
created as (
    insert into cluster_silo (cluster_id, address, port, generation, silo_name, host_name, status, proxy_port, started, alive)
    select id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime from raised
    returning 1)
select count(*)::integer from created
$q$),
('UpdateMembershipKey', $q$
with raised as (
    update cluster set version = version + 1, changed = now()
    where id = @DeploymentId and version = @Version and exists (
        select from cluster_silo where cluster_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
    returning id),
changed as (
    update cluster_silo set status = @Status, suspect_times = @SuspectTimes, alive = @IAmAliveTime
    from raised
    where cluster_id = raised.id and address = @Address and port = @Port and generation = @Generation
    returning 1)
select count(*)::integer from changed
$q$),
('UpdateIAmAlivetimeKey', $q$
update cluster_silo set alive = @IAmAliveTime
where cluster_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation
$q$),
('MembershipReadRowKey', $q$
select c.id as "DeploymentId", s.address as "Address", s.port as "Port", s.generation as "Generation", s.silo_name as "SiloName",
    s.host_name as "HostName", s.status as "Status", s.proxy_port as "ProxyPort", s.suspect_times as "SuspectTimes",
    s.started as "StartTime", s.alive as "IAmAliveTime", c.version as "Version"
from cluster c left join cluster_silo s
    on s.cluster_id = c.id and s.address = @Address and s.port = @Port and s.generation = @Generation
where c.id = @DeploymentId
$q$),
('MembershipReadAllKey', $q$
select c.id as "DeploymentId", s.address as "Address", s.port as "Port", s.generation as "Generation", s.silo_name as "SiloName",
    s.host_name as "HostName", s.status as "Status", s.proxy_port as "ProxyPort", s.suspect_times as "SuspectTimes",
    s.started as "StartTime", s.alive as "IAmAliveTime", c.version as "Version"
from cluster c left join cluster_silo s on s.cluster_id = c.id
where c.id = @DeploymentId
$q$),
('GatewaysQueryKey', $q$
select address as "Address", proxy_port as "ProxyPort", generation as "Generation" from cluster_silo
where cluster_id = @DeploymentId and status = @Status and proxy_port > 0
$q$),
('DeleteMembershipTableEntriesKey', $q$
with silos as (delete from cluster_silo where cluster_id = @DeploymentId)
delete from cluster where id = @DeploymentId
$q$),
-- 6 is dead; the silo must have been so for a while before its row is forgotten.
('CleanupDefunctSiloEntriesKey', $q$
delete from cluster_silo where cluster_id = @DeploymentId and alive < @IAmAliveTime and status = 6
$q$);
