using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.People;

/// <summary>What users show of themselves.</summary>
public sealed class Profile_Tests(SqliteHouse house) : ServerTests(house)
{
    [Fact]
    public async Task Who_knows_the_id_sees_it_and_who_does_not_exist_looks_like_who_shows_nothing()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var (shows, sees) = (await LoginAsync(alice), await LoginAsync(bob));
        var nobody = Fresh("nobody");

        await shows.RequestAsync(new { type = "profile.set", name = "Alice", portrait = "m1" });
        var set = await shows.RequestAsync(new { type = "profile.set", custom = "{\"x\":1}", portrait = "" });
        Assert.Equal($"[{{\"user\":\"{alice}\",\"name\":\"Alice\",\"custom\":\"{{\\\"x\\\":1}}\"}}]", set.Json.GetProperty("items").GetRawText());

        var seen = await sees.RequestAsync(new { type = "profile", users = new[] { nobody, alice, bob } });
        var items = seen.Json.GetProperty("items").EnumerateArray().Select(static item => item.GetRawText()).ToArray();
        Assert.Equal([$"{{\"user\":\"{nobody}\"}}", $"{{\"user\":\"{alice}\",\"name\":\"Alice\",\"custom\":\"{{\\\"x\\\":1}}\"}}", $"{{\"user\":\"{bob}\"}}"], items);
    }

    [Fact]
    public async Task Limits_are_said_by_name()
    {
        var client = await LoginAsync(Fresh("alice"));

        Assert.Equal("invalid", await CodeAsync(new { type = "profile.set" }));
        Assert.Equal("invalid", await CodeAsync(new { type = "profile.set", name = new string('x', 129) }));
        Assert.Equal("too_large", await CodeAsync(new { type = "profile.set", portrait = new string('x', 1025) }));
        Assert.Equal("too_large", await CodeAsync(new { type = "profile.set", custom = new string('x', 4097) }));
        Assert.Equal("too_large", await CodeAsync(new { type = "profile", users = Enumerable.Range(0, 101).Select(static i => $"u{i}") }));
        Assert.Null(await CodeAsync(new { type = "profile.set", name = new string('x', 128), custom = new string('x', 4096) }));

        async Task<string?> CodeAsync(object frame) => (await client.RequestAsync(frame)).Code;
    }
}
