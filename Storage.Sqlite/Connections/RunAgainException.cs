namespace OrleansIm.Storage.Sqlite.Connections;

/// <summary>Thrown by work that wrote too much before it knew better: roll back and run it again, it has learnt what to leave out.</summary>
internal sealed class RunAgainException() : Exception("Roll back and run again.");
