namespace OrleansIm.Grains.Interfaces.Conversations;

/// <summary>Outcome of watching a conversation.</summary>
/// <param name="Code">None, or Busy: it is not watched, ask again.</param>
/// <param name="Head">The committed head: later entries will be pushed.</param>
/// <param name="Departed">Who left last, up to Head: the news of it may have been lost on its way to this gateway. Null for nobody.</param>
[GenerateSerializer, Immutable, Alias("im.WatchResult")]
public readonly record struct WatchResult(
    [property: Id(0)] ErrorCode Code,
    [property: Id(1)] long Head,
    [property: Id(2)] Departure[]? Departed = null);
