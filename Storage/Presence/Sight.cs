namespace OrleansIm.Storage.Presence;

/// <summary>A user whom somebody may see.</summary>
/// <param name="User">Who.</param>
/// <param name="LastSeen">When it was last there, Unix milliseconds; 0 if that is not known.</param>
public readonly record struct Sight(string User, long LastSeen);
