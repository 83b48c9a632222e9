using System.Runtime.InteropServices;
using OrleansIm.Storage.Search;
using OrleansIm.Storage.Sqlite.Connections;

namespace OrleansIm.Storage.Sqlite.Search;

/// <summary>Takes changes into the index, in the transaction of the writing thread.</summary>
internal static class SearchWrite
{
    private const string Insert = "insert into search_state (conversation, seq, rank) values (?1, ?2, ?3)";

    private const string Update = "update search_state set seq = ?2, rank = ?3 where conversation = ?1";

    /// <summary>False, and nothing was done, if the conversation was not followed to <paramref name="from"/>.</summary>
    public static bool Move(SqliteSession session, long key, SearchState from, SearchState to, IReadOnlyList<SearchChange> changes)
    {
        var at = session["select seq from search_state where conversation = ?"].Bind(key).One();
        if ((at ?? 0) != from.Seq)
        {
            return false;
        }

        session[at is null ? Insert : Update].Bind(key).Bind(to.Seq).Bind(to.Rank).Run();
        foreach (var change in changes)
        {
            Write(session, key, change);
        }

        return true;
    }

    private static void Write(SqliteSession session, long key, in SearchChange change)
    {
        var row = session["select rank, words from search_entry where conversation = ? and seq = ?"].Bind(key).Bind(change.Seq);
        var (rank, old) = row.Step() ? (row.Long(0), row.Blob(1)) : (change.Rank, []);
        row.Reset();
        foreach (var word in MemoryMarshal.Cast<byte, long>(old))
        {
            session["delete from search_word where conversation = ? and word = ? and rank = ? and seq = ?"]
                .Bind(key).Bind(word).Bind(rank).Bind(change.Seq).Run();
        }

        session["insert or replace into search_entry (conversation, seq, rank, words) values (?, ?, ?, ?)"]
            .Bind(key).Bind(change.Seq).Bind(rank).Bind(MemoryMarshal.AsBytes(change.Words.AsSpan())).Run();
        foreach (var word in change.Words)
        {
            session["insert or ignore into search_word (conversation, word, rank, seq) values (?, ?, ?, ?)"]
                .Bind(key).Bind(word).Bind(rank).Bind(change.Seq).Run();
        }
    }
}
