namespace OrleansIm.Storage.People;

/// <summary>Whether a pair's next state is stored.</summary>
public enum PairStatus : byte
{
    Saved = 0,

    /// <summary>What is stored is not what the change was made from: read it anew.</summary>
    Stale = 1,

    /// <summary>One of the lists would get too long.</summary>
    Full = 2,
}
