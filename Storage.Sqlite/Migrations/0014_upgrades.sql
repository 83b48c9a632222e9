-- What old apps are told, by platform; the empty one is every platform without a rule of its own.
create table upgrade_rule (
    platform text not null primary key,
    minimum text not null,
    latest text not null,
    url text not null,
    set_by text not null,
    time integer not null
) without rowid;
