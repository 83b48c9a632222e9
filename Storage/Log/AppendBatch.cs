namespace OrleansIm.Storage.Log;

/// <summary>
/// What goes into one commit: per conversation one part, merged from consecutive appends of the same owner.
/// </summary>
internal sealed class AppendBatch
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<List<PendingAppend>> _groups = [];

    public int Entries { get; private set; }

    public IReadOnlyList<IReadOnlyList<PendingAppend>> Groups => _groups;

    /// <summary>False if it belongs into the next batch: another owner's append of the same conversation is in this one.</summary>
    public bool TryAdd(PendingAppend pending)
    {
        if (_places.TryGetValue(pending.Append.Conversation, out var place))
        {
            if (_groups[place][0].Append.Epoch != pending.Append.Epoch)
            {
                return false;
            }

            _groups[place].Add(pending);
        }
        else
        {
            _places.Add(pending.Append.Conversation, _groups.Count);
            _groups.Add([pending]);
        }

        Entries += pending.Append.Entries.Count;
        return true;
    }

    public List<ConversationAppend> Parts() => _groups.ConvertAll(Merge);

    private static ConversationAppend Merge(List<PendingAppend> group) =>
        group.Count == 1
            ? group[0].Append
            : group[0].Append with
            {
                Entries = [.. group.SelectMany(static pending => pending.Append.Entries)],
                Members = [.. group.SelectMany(static pending => pending.Append.Members)],
                Erasures = [.. group.SelectMany(static pending => pending.Append.Erasures)],
                Large = group.Select(static pending => pending.Append.Large).LastOrDefault(static large => large is not null),
            };
}
