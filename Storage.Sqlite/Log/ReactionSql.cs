namespace OrleansIm.Storage.Sqlite.Log;

/// <summary>The statements of reactions.</summary>
internal static class ReactionSql
{
    /// <summary>Values: key, seq, user, emoji, stands, entry seq, time.</summary>
    public const string Set =
        """
        insert into reaction (conversation, seq, user_id, emoji, stands, entry_seq, time) values (?, ?, ?, ?, ?, ?, ?)
        on conflict (conversation, seq, user_id, emoji) do update set
            stands = excluded.stands, entry_seq = excluded.entry_seq, time = excluded.time
        """;

    /// <summary>Values: key, seq, emoji, change, entry seq.</summary>
    public const string Add =
        """
        insert into reaction_sum (conversation, seq, emoji, count, since) values (?, ?, ?, ?, ?)
        on conflict (conversation, seq, emoji) do update set
            count = count + excluded.count, since = case when count > 0 then since else excluded.since end
        """;

    /// <summary>Values: key, from, to, user.</summary>
    public const string Sums =
        """
        select s.seq, s.emoji, s.count, exists (
            select 1 from reaction r
            where r.conversation = s.conversation and r.seq = s.seq and r.user_id = ?4 and r.emoji = s.emoji and r.stands = 1)
        from reaction_sum s
        where s.conversation = ?1 and s.seq between ?2 and ?3 and s.count > 0 order by s.seq, s.since, s.emoji
        """;

    /// <summary>Values: key, seq.</summary>
    public const string Standing = "select emoji from reaction_sum where conversation = ? and seq = ? and count > 0";

    /// <summary>Values: key, seq, user.</summary>
    public const string Own = "select emoji, stands, entry_seq, time from reaction where conversation = ? and seq = ? and user_id = ?";
}
