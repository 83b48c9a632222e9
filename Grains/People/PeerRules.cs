using OrleansIm.Domain.Users;
using OrleansIm.Storage.Personal;

namespace OrleansIm.Grains.People;

/// <summary>What the two of a direct conversation have set for those who write to them and ask them.</summary>
internal sealed class PeerRules(string first, string second, IPersonalStore store, RulesBook book)
{
    private long _changes = -1;

    public OwnRules First { get; private set; } = OwnRules.Open;

    public OwnRules Second { get; private set; } = OwnRules.Open;

    /// <summary>One of the two has changed something since it was read.</summary>
    public bool AreStale => _changes != Changes;

    private long Changes => book.ChangesOf(first) + book.ChangesOf(second);

    public async ValueTask ReadAsync()
    {
        // Before: what changes while it is read makes it stale again.
        var changes = Changes;
        var rules = await store.LoadRulesAsync([first, second], CancellationToken.None);
        (First, Second) = (rules.Of(first), rules.Of(second));
        _changes = changes;
    }
}
