namespace OrleansIm.Gateway.Presence;

/// <summary>The lists of all sessions here that watch somebody, found by whose they are. Guarded by the board's lock.</summary>
internal sealed class PresenceViews
{
    private readonly Dictionary<string, HashSet<PresenceView>> _ofUsers = new(StringComparer.Ordinal);

    public IEnumerable<PresenceView> All => _ofUsers.Values.SelectMany(static views => views);

    public IReadOnlyCollection<PresenceView> Of(string user) => _ofUsers.TryGetValue(user, out var views) ? views : [];

    /// <summary>False if it was there already.</summary>
    public bool Add(PresenceView view)
    {
        if (!_ofUsers.TryGetValue(view.User, out var views))
        {
            _ofUsers[view.User] = views = [];
        }

        return views.Add(view);
    }

    public void Remove(PresenceView view)
    {
        if (_ofUsers.TryGetValue(view.User, out var views) && views.Remove(view) && views.Count == 0)
        {
            _ofUsers.Remove(view.User);
        }
    }
}
