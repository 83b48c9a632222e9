namespace OrleansIm.Support.Campaigns;

/// <summary>kill -9 of PostgreSQL and of all its processes, and a start after a moment without it; the server stays up.</summary>
public sealed class PostgresKiller(PostgresServer postgres) : INemesis
{
    // Long enough for requests to meet a database that is not there.
    private static readonly TimeSpan Absence = TimeSpan.FromSeconds(1);

    public string Name => "kill -9 of PostgreSQL";

    public async Task StrikeAsync(CancellationToken cancellation)
    {
        await postgres.KillAsync();
        await Task.Delay(Absence, cancellation);
        await postgres.StartAgainAsync();
    }
}
