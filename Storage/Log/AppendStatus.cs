namespace OrleansIm.Storage.Log;

/// <summary>What became of one conversation's part of a batch.</summary>
public enum AppendStatus
{
    /// <summary>Durable.</summary>
    Committed = 0,

    /// <summary>Another owner has taken over (the epoch moved on, or a sequence is taken): nothing of this part was written.</summary>
    Fenced = 1,

    /// <summary>A (sender, client id) of this part is already in the log: nothing of this part was written.</summary>
    Duplicate = 2,
}
