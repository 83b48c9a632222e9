using OrleansIm.Grains.Interfaces.Conversations;

namespace OrleansIm.Gateway.People;

/// <summary>
/// Lets a session say in a conversation that its user is writing once in a while; whatever it says in between is answered from
/// here and costs nobody anything.
/// </summary>
internal sealed class TypingGate
{
    /// <summary>So many conversations may be written in within one while; of more nobody is told.</summary>
    public const int Conversations = 16;

    /// <summary>How long a while is. Clients show the sign a little longer, and say it again in the meantime.</summary>
    public static readonly TimeSpan While = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private Dictionary<string, (long Until, ActionResult Last)>? _recent;

    /// <summary>True if it is to be passed on; else <paramref name="last"/> is what became of it lately.</summary>
    /// <param name="conversation">Where.</param>
    /// <param name="now">A timestamp.</param>
    /// <param name="frequency">Timestamps per second.</param>
    /// <param name="last">What became of it lately.</param>
    public bool TryPass(string conversation, long now, long frequency, out ActionResult last)
    {
        last = default;
        lock (_gate)
        {
            _recent ??= new Dictionary<string, (long Until, ActionResult Last)>(StringComparer.Ordinal);
            if (_recent.TryGetValue(conversation, out var recent) && now < recent.Until)
            {
                last = recent.Last;
                return false;
            }

            if (_recent.Count >= Conversations)
            {
                foreach (var (old, (until, _)) in _recent)
                {
                    if (now >= until)
                    {
                        _recent.Remove(old);
                    }
                }
            }

            if (_recent.Count >= Conversations)
            {
                return false;
            }

            _recent[conversation] = (now + (long)(While.TotalSeconds * frequency), default);
            return true;
        }
    }

    /// <summary>What became of it, for those that come within the while.</summary>
    public void Note(string conversation, in ActionResult result)
    {
        lock (_gate)
        {
            if (_recent!.TryGetValue(conversation, out var recent))
            {
                _recent[conversation] = (recent.Until, result);
            }
        }
    }
}
