namespace OrleansIm.Storage.Sqlite.Connections;

/// <summary>Another process works on the same data directory; two would not see each other's conversations.</summary>
public sealed class DirectoryInUseException(string directory, Exception inner)
    : Exception($"The data directory '{directory}' is in use by another process: stop it first, or choose another directory.", inner);
