using OrleansIm.Domain.People;
using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.People;

/// <summary>What every engine must do with profiles; run by one class per engine.</summary>
public abstract class ProfileStoreContract : EngineContract
{
    [Fact]
    public async Task What_is_given_is_taken_over_and_the_rest_stays_also_for_another_process()
    {
        Assert.Equal(new Profile("alice", "Alice \u4f60", string.Empty, string.Empty), await Save("alice", new ProfileChange("Alice \u4f60", null, null)));
        Assert.Equal(new Profile("alice", "Alice \u4f60", "m1", "{}"), await Save("alice", new ProfileChange(null, "m1", "{}")));
        Assert.Equal(new Profile("alice", string.Empty, "m1", "{}"), await Save("alice", new ProfileChange(string.Empty, null, null)));
        await using var other = await Storage.ReopenAsync();

        Assert.Equal([new Profile("alice", string.Empty, "m1", "{}")], await other.Profiles.LoadAsync(["alice"], Token));
    }

    [Fact]
    public async Task Only_the_named_are_given_and_names_differ_by_case()
    {
        await Save("alice", new ProfileChange("a", null, null));
        await Save("Alice", new ProfileChange("A", null, null));
        await Save("bob", new ProfileChange("b", null, null));

        var found = await Storage.Profiles.LoadAsync(["Alice", "nobody", "bob"], Token);
        Assert.Equal(["A", "b"], found.Select(profile => profile.Name).Order(StringComparer.Ordinal));
        Assert.Empty(await Storage.Profiles.LoadAsync([], Token));
    }

    private async Task<Profile> Save(string user, ProfileChange change) => await Storage.Profiles.SaveAsync(user, change, Token);
}
