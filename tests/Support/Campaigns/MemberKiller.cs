using OrleansIm.Support.Servers;

namespace OrleansIm.Support.Campaigns;

/// <summary>kill -9 of one process of a cluster after another, each started again a little later.</summary>
public sealed class MemberKiller(string kind, IReadOnlyList<ServerProcess> members, TimeSpan away) : INemesis
{
    private int _next;

    public string Name => $"kill -9 of a {kind}";

    public async Task StrikeAsync(CancellationToken cancellation)
    {
        var member = members[_next++ % members.Count];
        await member.KillAsync();
        await Task.Delay(away, cancellation);
        await member.StartAgainAsync();
    }
}
