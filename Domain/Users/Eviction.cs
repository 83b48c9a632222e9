namespace OrleansIm.Domain.Users;

/// <summary>A session that must give way: taken over by the same device, or one too many of its class.</summary>
public readonly record struct Eviction(string Session, bool Replaced);
