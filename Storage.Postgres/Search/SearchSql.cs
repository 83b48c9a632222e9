using OrleansIm.Storage.Postgres.Log;

namespace OrleansIm.Storage.Postgres.Search;

/// <summary>The statements of the search index.</summary>
internal static class SearchSql
{
    public const string State = "select seq, rank from search_state where conversation = (select key from conversation where id = $1)";

    /// <summary>What is lost with a crash of the database is followed again: no commit of the index waits for the disk.</summary>
    public const string Lazily = "set local synchronous_commit = off";

    /// <summary>Values: conversation, from, to, rank. The row is locked to the end, so of two that follow at the same time one finds it moved.</summary>
    public const string Move =
        """
        insert into search_state (conversation, seq, rank) select key, $3, $4 from conversation where id = $1
        on conflict (conversation) do update set seq = excluded.seq, rank = excluded.rank where search_state.seq = $2
        returning conversation
        """;

    /// <summary>Values: conversation, seqs.</summary>
    public const string Forget =
        """
        delete from search_word w using unnest($2::bigint[]) as p(seq)
        cross join lateral (select e.seq, e.rank, unnest(e.words) as word from search_entry e where e.conversation = $1 and e.seq = p.seq) o
        where w.conversation = $1 and w.word = o.word and w.rank = o.rank and w.seq = o.seq
        """;

    /// <summary>Values: conversation, seqs, ranks, words of each as an array's text.</summary>
    public const string Note =
        """
        insert into search_entry (conversation, seq, rank, words)
        select $1, p.seq, p.rank, p.words::bigint[] from unnest($2::bigint[], $3::bigint[], $4::text[]) as p(seq, rank, words)
        on conflict (conversation, seq) do update set words = excluded.words
        """;

    /// <summary>Values: conversation, seqs.</summary>
    public const string Enter =
        """
        insert into search_word (conversation, word, rank, seq)
        select $1, o.word, o.rank, o.seq from unnest($2::bigint[]) as p(seq)
        cross join lateral (select e.seq, e.rank, unnest(e.words) as word from search_entry e where e.conversation = $1 and e.seq = p.seq) o
        on conflict do nothing
        """;

    /// <summary>Values: after, limit.</summary>
    public const string Sweep =
        """
        select c.key, c.id, coalesce((select m.seq from message m where m.conversation = c.key order by m.seq desc limit 1), 0)
            > coalesce((select s.seq from search_state s where s.conversation = c.key), 0)
        from conversation c where c.key > $1 order by c.key limit $2
        """;

    /// <summary>Values: user, conversation.</summary>
    public const string Seat =
        "select true from member where user_id = $1 and conversation = (select key from conversation where id = $2)";

    /// <summary>
    /// Values: user, conversation or null, words, and of the place above: rank, conversation, seq; quota at least, budget, hits. In each conversation the
    /// places of its rarest word are gone through from the newest on, between what the user sees first and last; a quota for each bounds the whole.
    /// </summary>
    public const string Find =
        """
        with seat as materialized (
            select m.conversation, c.id, m.left_seq,
                case when m.cleared_seq = m.joined_seq then m.joined_seq - m.looks_back else greatest(m.cleared_seq, m.joined_seq - m.looks_back) end as floor,
                case when m.left_seq > 0 then m.left_seq else 9223372036854775807 end as ceiling
            from member m join conversation c on c.key = m.conversation
            where m.user_id = $1 and ($2::text is null or c.id = $2)
        ), span as materialized (
            select s.*,
                coalesce((select e.rank from search_entry e where e.conversation = s.conversation and e.seq <= s.floor
                    order by e.seq desc limit 1), 0) as low,
                case when s.left_seq = 0 then $4::bigint else least($4::bigint, coalesce((
                    select e.rank from search_entry e where e.conversation = s.conversation and e.seq <= s.left_seq
                    order by e.seq desc limit 1), 0)) end as high
            from seat s
        ), driver as materialized (
            select p.*, d.word from span p cross join lateral (
                select w.word, (select count(*) from (
                    select from search_word x where x.conversation = p.conversation and x.word = w.word and x.rank >= p.low and x.rank <= p.high
                    limit 64) y) as places
                from unnest($3::bigint[]) as w(word) order by places, w.word limit 1) d
            where d.places > 0
        ), quota as materialized (
            select greatest($7::bigint, $8::bigint / greatest(1, (select count(*) from driver))) as size
        ), candidate as (
            select r.id, r.conversation, r.left_seq, x.rank, x.seq, x.place = q.size as last,
                not exists (
                    select from unnest($3::bigint[]) as w(word) where w.word <> r.word and not exists (
                        select from search_word o
                        where o.conversation = r.conversation and o.word = w.word and o.rank = x.rank and o.seq = x.seq)) as found
            from quota q cross join driver r cross join lateral (
                select y.rank, y.seq, row_number() over (order by y.rank desc, y.seq desc) as place from (
                    select t.rank, t.seq from search_word t
                    where t.conversation = r.conversation and t.word = r.word and t.rank >= r.low and t.rank <= r.high
                        and t.seq > r.floor and t.seq <= r.ceiling
                        and (t.rank < $4::bigint or r.id < $5::text or (r.id = $5::text and t.seq < $6::bigint))
                    order by t.rank desc, t.seq desc limit q.size) y) x
        )
        select id, conversation, left_seq, rank, seq, found, last from candidate where found or last
        order by rank desc, id desc, seq desc limit $9::bigint
        """;

    /// <summary>Values: user, numbers of hits, their conversations, their seqs. Those that the user may not see are left out.</summary>
    public const string Entries =
        $"""
        select p.hit, {EntryRow.Columns} from unnest($2::integer[], $3::bigint[], $4::bigint[]) as p(hit, conversation, seq)
        join message m on m.conversation = p.conversation and m.seq = p.seq
        where m.recall_seq = 0 and m.kind < 32 and not exists (
            select from hidden h where h.conversation = p.conversation and h.user_id = $1 and h.seq = p.seq)
        """;
}
