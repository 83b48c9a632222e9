using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.People;
using OrleansIm.Grains.People;
using OrleansIm.Storage.People;
using OrleansIm.Storage.Personal;

namespace OrleansIm.Grains.Conversations;

/// <summary>
/// How the two of a direct conversation stand to each other, as stored: read together with the conversation, so that asking costs a
/// message nothing. Groups, and conversations with oneself, have none.
/// </summary>
internal sealed class PairKeeper
{
    private readonly IContactStore _store;
    private readonly bool _friendsOnly;
    private readonly bool _isPair;
    private readonly PeerRules _rules;
    private int _saves;

    public PairKeeper(string conversation, IContactStore store, IPersonalStore personal, RulesBook book, bool friendsOnly)
    {
        _store = store;
        _friendsOnly = friendsOnly;
        _isPair = ConversationId.TryDirect(conversation, out var first, out var second) && first != second;
        Pair = new Pair(first, second);
        _rules = new PeerRules(first, second, personal, book);
    }

    /// <summary>As known; meaningful after <see cref="ReadAsync"/>.</summary>
    public Pair Pair { get; private set; }

    /// <summary>What it asks of those who write; null where nobody is asked.</summary>
    public Peers? Peers => _isPair ? new Peers(Pair, _friendsOnly, _rules.First, _rules.Second) : null;

    /// <summary>One of the two has set other rules since they were read.</summary>
    public bool AreRulesStale => _isPair && _rules.AreStale;

    /// <summary>Reads what the two have set, no more.</summary>
    public ValueTask ReadRulesAsync() => _rules.ReadAsync();

    public bool IsPair => _isPair;

    public async ValueTask ReadAsync()
    {
        if (!_isPair)
        {
            return;
        }

        var rules = _rules.ReadAsync();
        var saves = _saves;
        var stored = await _store.LoadAsync(Pair.First, Pair.Second, CancellationToken.None);

        // What was stored from here meanwhile is newer than what was read.
        if (saves == _saves)
        {
            Pair = stored;
        }

        await rules;
    }

    /// <summary>Stores the next state, which then is the one known here. If something else is stored already, that is read.</summary>
    public async ValueTask<SavedPair> SaveAsync(Pair next)
    {
        _saves++;
        try
        {
            var saved = await _store.SaveAsync(Pair, next, CancellationToken.None);
            _saves++;
            if (saved.Status == PairStatus.Saved)
            {
                Pair = next;
            }
            else if (saved.Status == PairStatus.Stale)
            {
                await ReadAsync();
            }

            return saved;
        }
        catch (Exception)
        {
            // Whether it was stored is unknown: what is there now counts.
            _saves++;
            await ReadAsync();
            throw;
        }
    }
}
