namespace OrleansIm.Storage;

/// <summary>A queue in front of the storage is full: the caller should slow down and try again. Nothing was taken in.</summary>
public sealed class StorageBusyException(string queue) : Exception($"The queue of {queue} is full.");
