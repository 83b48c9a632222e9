using OrleansIm.Support.Servers;

namespace OrleansIm.Support.Campaigns;

/// <summary>kill -9 of one process of a cluster, started again a little later.</summary>
/// <param name="kind">What it is.</param>
/// <param name="choose">Says which one is next.</param>
/// <param name="away">How long it is away.</param>
public sealed class MemberKiller(string kind, Func<CancellationToken, Task<ServerProcess>> choose, TimeSpan away) : INemesis
{
    public string Name => $"kill -9 of {kind}";

    /// <summary>Kills one after the other.</summary>
    public static MemberKiller InTurn(string kind, IReadOnlyList<ServerProcess> members, TimeSpan away)
    {
        var next = 0;
        return new MemberKiller(kind, _ => Task.FromResult(members[next++ % members.Count]), away);
    }

    public async Task StrikeAsync(CancellationToken cancellation)
    {
        var member = await choose(cancellation);
        await member.KillAsync();
        await Task.Delay(away, cancellation);
        await member.StartAgainAsync();
    }
}
