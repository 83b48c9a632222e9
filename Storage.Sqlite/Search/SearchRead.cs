using OrleansIm.Domain.Messages;
using OrleansIm.Domain.Search;
using OrleansIm.Storage.Search;
using OrleansIm.Storage.Sqlite.Connections;
using OrleansIm.Storage.Sqlite.Log;

namespace OrleansIm.Storage.Sqlite.Search;

/// <summary>
/// One look into the index, on one view of the database: in each conversation the places of its rarest word are gone through from the newest on,
/// between what the user sees first and last. A quota for each bounds the whole.
/// </summary>
internal sealed class SearchRead(SqliteSession session, SearchQuery query)
{
    /// <summary>Beyond so many places a word is as frequent as any other.</summary>
    private const int Frequent = 64;

    private const string Seats =
        """
        select m.conversation, c.id, m.left_seq,
            case when m.cleared_seq = m.joined_seq then m.joined_seq - m.looks_back else max(m.cleared_seq, m.joined_seq - m.looks_back) end,
            case when m.left_seq > 0 then m.left_seq else 9223372036854775807 end
        from member m join conversation c on c.key = m.conversation where m.user_id = ?1 and (?2 is null or c.id = ?2)
        """;

    private const string RankAt = "select rank from search_entry where conversation = ? and seq <= ? order by seq desc limit 1";

    private const string CountSql =
        "select count(*) from (select 1 from search_word where conversation = ? and word = ? and rank >= ? and rank <= ? limit ?)";

    private const string PlacesSql =
        """
        select rank, seq from search_word where conversation = ?1 and word = ?2 and rank >= ?3 and rank <= ?4 and seq > ?5 and seq <= ?6
            and (rank < ?7 or ?8 < ?9 or (?8 = ?9 and seq < ?10))
        order by rank desc, seq desc limit ?11
        """;

    private const string EntrySql =
        $"""
        select {EntryRow.Columns} from message where conversation = ?1 and seq = ?2 and recall_seq = 0 and kind < 32
            and not exists (select 1 from hidden h where h.conversation = ?1 and h.user_id = ?3 and h.seq = ?2)
        """;

    /// <summary>The page; null if the conversation asked for was never the user's.</summary>
    public SearchPage? Run()
    {
        var seats = LoadSeats();
        if (query.Conversation is not null && seats.Count == 0)
        {
            return null;
        }

        var drivers = seats.Select(seat => (Seat: seat, Word: Rarest(seat))).Where(static pair => pair.Word.HasValue).ToList();
        var quota = query.QuotaOf(drivers.Count);
        var found = drivers.SelectMany(pair => Places(pair.Seat, pair.Word!.Value, quota))
            .OrderByDescending(static hit => hit.Rank)
            .ThenByDescending(static hit => hit.Seat.Id, StringComparer.Ordinal)
            .ThenByDescending(static hit => hit.Seq)
            .Take(query.Limit + 1)
            .ToList();
        return new SearchPage([.. found.Select(ToHit)], found.Count > query.Limit);
    }

    private SearchHit ToHit(Found hit) => new(
        new SearchPlace(hit.Rank, hit.Seq, hit.Seat.Id), hit.HasAll ? Entry(hit) : null, hit.Seat.LeftSeq, hit.Last);

    private LogEntry? Entry(in Found hit)
    {
        var row = session[EntrySql].Bind(hit.Seat.Key).Bind(hit.Seq).Bind(query.User);
        var entry = row.Step() ? EntryRow.Read(row, hit.Seat.Id) : null;
        row.Reset();
        return entry;
    }

    private List<Seat> LoadSeats()
    {
        var seats = new List<Seat>();
        var row = session[Seats].Bind(query.User).Bind(query.Conversation);
        while (row.Step())
        {
            seats.Add(new Seat(row.Long(0), row.Text(1)!, row.Long(2), row.Long(3), row.Long(4), 0, 0));
        }

        return seats.ConvertAll(seat => seat with
        {
            Low = session[RankAt].Bind(seat.Key).Bind(seat.Floor).One() ?? 0,
            High = seat.LeftSeq == 0
                ? query.Before.Rank
                : Math.Min(query.Before.Rank, session[RankAt].Bind(seat.Key).Bind(seat.LeftSeq).One() ?? 0),
        });
    }

    /// <summary>Null if one of the words is not there at all.</summary>
    private long? Rarest(in Seat seat)
    {
        var (rarest, least) = (0L, long.MaxValue);
        foreach (var word in query.Words)
        {
            var places = session[CountSql].Bind(seat.Key).Bind(word).Bind(seat.Low).Bind(seat.High).Bind(Frequent).One()!.Value;
            if (places < least)
            {
                (rarest, least) = (word, places);
            }

            if (places == 0)
            {
                return null;
            }
        }

        return rarest;
    }

    private List<Found> Places(in Seat seat, long word, int quota)
    {
        var places = new List<(long Rank, long Seq)>();
        var row = session[PlacesSql].Bind(seat.Key).Bind(word).Bind(seat.Low).Bind(seat.High).Bind(seat.Floor).Bind(seat.Ceiling)
            .Bind(query.Before.Rank).Bind(seat.Id).Bind(query.Before.Conversation).Bind(query.Before.Seq).Bind(quota);
        while (row.Step())
        {
            places.Add((row.Long(0), row.Long(1)));
        }

        var found = new List<Found>();
        for (var i = 0; i < places.Count; i++)
        {
            var (rank, seq) = places[i];
            var last = i + 1 == quota;
            var all = HasOthers(seat.Key, word, rank, seq);
            if (all || last)
            {
                found.Add(new Found(seat, rank, seq, all, last));
            }
        }

        return found;
    }

    private bool HasOthers(long key, long word, long rank, long seq)
    {
        foreach (var other in query.Words)
        {
            if (other != word && !session["select 1 from search_word where conversation = ? and word = ? and rank = ? and seq = ?"]
                .Bind(key).Bind(other).Bind(rank).Bind(seq).Any())
            {
                return false;
            }
        }

        return true;
    }

    private readonly record struct Seat(long Key, string Id, long LeftSeq, long Floor, long Ceiling, long Low, long High);

    private readonly record struct Found(Seat Seat, long Rank, long Seq, bool HasAll, bool Last);
}
