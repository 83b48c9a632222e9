namespace OrleansIm.Storage.Members;

/// <summary>One device of one user.</summary>
public readonly record struct DeviceKey(string User, string Device);
