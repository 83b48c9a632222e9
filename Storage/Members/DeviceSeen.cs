namespace OrleansIm.Storage.Members;

/// <summary>A user's device had a session at <paramref name="Time"/>, Unix milliseconds.</summary>
public readonly record struct DeviceSeen(DeviceKey Device, long Time);
