using OrleansIm.Storage.Migrations;
using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Migrations;

/// <summary>How every engine brings its schema up to date.</summary>
public abstract class MigrationContract
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract Task<StorageUnderTest> CreateAsync();

    [Fact]
    public async Task Migrating_again_and_at_once_changes_nothing()
    {
        await using var storage = await CreateAsync();
        await storage.Log.ClaimAsync("g:a", Token);
        await using var other = await storage.ReopenAsync();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? storage : other).Migrator.MigrateAsync(Token)));
        Assert.Equal(2, (await storage.Log.ClaimAsync("g:a", Token)).Epoch);
    }

    [Fact]
    public async Task An_empty_database_migrated_by_several_at_once_works()
    {
        await using var storage = await CreateAsync();
        foreach (var table in (string[])["conversation", "message", "revision", "reaction", "reaction_sum", "member", "mention", "device_cursor", "device", "audit", "mute", "operator_key", "ended_session", "upgrade_rule", "contact", "contact_list", "profile", "call_line", "scheduled", "expiring", "search_state", "search_entry", "search_word", "last_seen", "hidden", "draft", "user_setting", "schema_version"])
        {
            await storage.ExecuteAsync($"drop table {table}");
        }

        await DropOrleansTablesAsync(storage);
        await using var other = await storage.ReopenAsync();
        await Task.WhenAll(storage.Migrator.MigrateAsync(Token), other.Migrator.MigrateAsync(Token));
        Assert.Equal(1, (await storage.Log.ClaimAsync("g:a", Token)).Epoch);
    }

    [Fact]
    public async Task A_database_of_a_newer_program_stops_the_start_with_a_sentence()
    {
        await using var storage = await CreateAsync();
        await storage.ExecuteAsync("insert into schema_version (version, name) values (999, 'from the future')");
        var refusal = await Assert.ThrowsAsync<SchemaTooNewException>(() => storage.Migrator.MigrateAsync(Token));
        Assert.StartsWith("The database has schema version 999, but this program knows only version ", refusal.Message, StringComparison.Ordinal);
    }

    protected abstract Task DropOrleansTablesAsync(StorageUnderTest storage);
}
