using OrleansIm.Gateway.Sessions;

namespace OrleansIm.Gateway.Node;

/// <summary>A large conversation with local members.</summary>
internal sealed class WatchedConversation(Task<long> watching)
{
    public HashSet<ClientSession> Sessions { get; } = [];

    /// <summary>Completes with the head at the time of watching: later entries are pushed to this gateway.</summary>
    public Task<long> Watching { get; set; } = watching;

    /// <summary>The last entry handed out here; 0 before the first.</summary>
    public long LastSeq { get; set; }
}
