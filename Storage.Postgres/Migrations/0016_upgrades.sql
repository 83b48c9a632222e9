-- What old apps are told, by platform; the empty one is every platform without a rule of its own.
create table upgrade_rule (
    platform text collate "C" not null,
    minimum text not null,
    latest text not null,
    url text not null,
    set_by text not null,
    time bigint not null,
    constraint upgrade_rule_key primary key (platform)
);
