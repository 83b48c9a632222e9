using OrleansIm.Domain.Messages;

namespace OrleansIm.Storage.Tests.Members;

/// <summary>A conversation kept the naive way: everything is recounted from the list of entries.</summary>
internal sealed class UnreadModel
{
    public List<Line> Entries { get; } = [];

    public Dictionary<string, Seat> Seats { get; } = [];

    public long Head => Entries.Count;

    public long Counted => Entries.Count(entry => ContentKinds.Counts(entry.Kind));

    /// <summary>Head, unread and mentions of a user, or null if it sees nothing.</summary>
    public (long Head, long Read, long Unread, long Mentioned)? Of(string user)
    {
        if (!Seats.TryGetValue(user, out var seat))
        {
            return null;
        }

        var head = seat.Left == 0 ? Head : seat.Left;
        var unread = Entries.Where((entry, i) => i + 1 > Math.Max(seat.Joined, seat.Read) && i + 1 <= head
            && ContentKinds.Counts(entry.Kind) && !entry.Recalled && !entry.HiddenFrom.Contains(user)).ToList();
        return head <= seat.Joined ? null
            : (head, seat.Read, unread.Count, unread.Count(entry => entry.Sender != user && (entry.Mention == user || entry.Mention == "*")));
    }

    public sealed class Line(string sender, ContentKind kind, string? mention)
    {
        public string Sender { get; } = sender;

        public ContentKind Kind { get; } = kind;

        public string? Mention { get; } = mention;

        public bool Recalled { get; set; }

        public HashSet<string> HiddenFrom { get; } = [];
    }

    public sealed class Seat(long joined)
    {
        public long Joined { get; } = joined;

        public long Read { get; set; } = joined;

        public long Left { get; set; }
    }
}
