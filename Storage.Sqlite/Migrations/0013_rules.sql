-- Who may write, ask and see: 0 everyone, 1 contacts, 2 nobody.
alter table user_setting add column write_by integer not null default 0;
alter table user_setting add column add_by integer not null default 0;
alter table user_setting add column presence_to integer not null default 0;
