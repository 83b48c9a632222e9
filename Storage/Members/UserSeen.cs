namespace OrleansIm.Storage.Members;

/// <summary>A user was there at <paramref name="Time"/>, Unix milliseconds.</summary>
public readonly record struct UserSeen(string User, long Time);
