using OrleansIm.Domain.Conversations;

namespace OrleansIm.Grains;

/// <summary>Who has hidden one entry from itself, one by one, for as long as something is on its way that would show it again.</summary>
internal sealed class Hiders(long seq, Action<Hiders> done) : IDisposable
{
    private readonly HashSet<string> _users = new(StringComparer.Ordinal);

    public long Seq { get; } = seq;

    public void Add(string user) => _users.Add(user);

    /// <summary>True if the member may not see the entry, for whatever reason.</summary>
    public bool IsKeptFrom(Member member) => !member.Sees(Seq) || _users.Contains(member.User);

    public void Dispose() => done(this);
}
