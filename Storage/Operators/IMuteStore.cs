namespace OrleansIm.Storage.Operators;

/// <summary>Who may not send. A short list: operators make it, by hand.</summary>
public interface IMuteStore
{
    /// <summary>Sets a mute, or changes the one for the same user and conversation; durable on return.</summary>
    ValueTask SetAsync(Mute mute, CancellationToken cancellation);

    /// <summary>Ends a mute. False if there was none.</summary>
    ValueTask<bool> RemoveAsync(string user, string conversation, CancellationToken cancellation);

    /// <summary>Those that hold at <paramref name="now"/> (Unix milliseconds), longest first, at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<Mute>> LoadAsync(long now, int limit, CancellationToken cancellation);
}
