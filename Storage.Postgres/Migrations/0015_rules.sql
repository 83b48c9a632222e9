-- Who may write, ask and see: 0 everyone, 1 contacts, 2 nobody.
alter table user_setting
    add column write_by smallint not null default 0,
    add column add_by smallint not null default 0,
    add column presence_to smallint not null default 0;
