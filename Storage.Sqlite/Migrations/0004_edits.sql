-- What messages said before: a row per version, the first one included, as soon as a message is edited. edit_seq is the entry that
-- made the version, seq itself for the first.
create table revision (
    conversation integer not null,
    seq integer not null,
    edit_seq integer not null,
    time integer not null,
    content blob not null,
    primary key (conversation, seq, edit_seq)
) without rowid;

-- A fingerprint of the first content, once it was edited; and for entries that no chat list shows, the one that it shows instead.
-- Null for all the others.
alter table message add column original integer;

alter table message add column listed integer;
