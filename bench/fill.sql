-- A past for the database: so many registered users in direct conversations, so many stored messages, evenly spread.
-- psql -v users=1000000 -v messages=10000000 -f bench/fill.sql; the schema must be there.
\set pairs (:users / 2)
\set each (:messages / (:users / 2))

insert into conversation (id, epoch)
select format('d:past-%s-a:past-%s-b', lpad(n::text, 7, '0'), lpad(n::text, 7, '0')), 1 from generate_series(1, :pairs) n;

create temporary table past as
select key, split_part(id, ':', 2) as one, split_part(id, ':', 3) as other from conversation where id like 'd:past-%';

insert into message (conversation, seq, time, counted, reply_to, kind, silent, sender, client_id, content)
select key, seq, 1700000000000 + seq * 60000, seq, 0, 1, false, case when seq % 2 = 0 then one else other end, key || '-' || seq,
    convert_to('{"type":"text","text":"' || repeat(md5((key * 31 + seq)::text), 3) || '"}', 'UTF8')
from past, generate_series(1, :each) seq;

insert into member (conversation, user_id, role, joined_seq, left_seq, read_seq, cleared_seq)
select key, one, 0, 0, 0, :each, 0 from past union all select key, other, 0, 0, 0, :each / 2, 0 from past;

insert into device (user_id, device, seen) select one, 'phone', 1700000000000 from past union all select other, 'phone', 1700000000000 from past;

insert into device_cursor (user_id, device, conversation, seq)
select one, 'phone', 'd:' || one || ':' || other, :each from past union all select other, 'phone', 'd:' || one || ':' || other, :each from past;

drop table past;
vacuum analyze;
