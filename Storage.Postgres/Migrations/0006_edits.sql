-- What messages said before: a row per version, the first one included, as soon as a message is edited. edit_seq is the entry that
-- made the version, seq itself for the first.
create table revision (
    conversation bigint not null,
    seq bigint not null,
    edit_seq bigint not null,
    time bigint not null,
    content bytea not null,
    constraint revision_key primary key (conversation, seq, edit_seq)
);

-- A fingerprint of the first content, once it was edited; and for entries that no chat list shows, the one that it shows instead.
-- Null, which takes no room, for all the others.
alter table message add column original bigint, add column listed bigint;
