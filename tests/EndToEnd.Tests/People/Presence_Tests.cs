using System.Text.Json;
using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.People;

/// <summary>Chapter 3.5: who is there.</summary>
public abstract class Presence_Tests(House house) : ServerTests(house)
{
    [Fact]
    public async Task A_contact_is_seen_coming_and_going_with_its_classes_and_when_it_was_last_there()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var watches = await LoginAsync(alice);
        await BefriendAsync(watches, bob);

        var receipt = await SubscribeAsync(watches, bob);
        Assert.True(receipt.GetProperty("online").GetBoolean());
        Assert.Equal(["mobile"], Classes(receipt));
        var desk = await LoginAsync(bob, "desk", "desktop");
        await PushAsync(watches, bob, "mobile", "desktop");

        await desk.RequestAsync(new { type = "logout" });
        await PushAsync(watches, bob, "mobile");
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        await (await LoginAsync(bob)).RequestAsync(new { type = "logout" });
        var gone = await PushAsync(watches, bob);
        Assert.InRange(gone.Number("lastSeen"), before, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());

        await LoginAsync(bob);
        await PushAsync(watches, bob, "mobile");
    }

    [Fact]
    public async Task An_app_in_the_background_is_not_there()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var watches = await LoginAsync(alice);
        var phone = await BefriendAsync(watches, bob);
        await SubscribeAsync(watches, bob);

        await phone.SendFrameAsync(new { type = "state", background = true });
        await PushAsync(watches, bob);
        await phone.SendFrameAsync(new { type = "state", background = false });
        await PushAsync(watches, bob, "mobile");
    }

    [Fact]
    public async Task Strangers_see_nothing_that_tells_whether_a_user_exists()
    {
        var (alice, bob, nobody) = (Fresh("alice"), Fresh("bob"), Fresh("nobody"));
        await LoginAsync(bob);
        var stranger = await LoginAsync(alice);

        // Having written to somebody makes no difference.
        Assert.False((await stranger.SendTextAsync(bob, "are you there?")).IsError);
        Assert.False((await stranger.SendTextAsync(nobody, "are you there?")).IsError);
        var answer = await stranger.RequestAsync(new { type = "presence.subscribe", users = new[] { bob, nobody } });

        Assert.Equal($"[{Hidden(bob)},{Hidden(nobody)}]", answer.Json.GetProperty("items").GetRawText());
        await LoginAsync(bob, "desk", "desktop");
        await stranger.RequestAsync(new { type = "contacts" });
        Assert.DoesNotContain(stranger.Frames(), static frame => frame.Type == "presence");
    }

    [Fact]
    public async Task Members_of_a_group_and_who_has_answered_are_seen()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var (watches, member, writes) = (await LoginAsync(alice), await LoginAsync(bob), await LoginAsync(carol));
        await member.CreateGroupAsync("ours", alice);
        await writes.SendTextAsync(alice, "hello");

        Assert.True((await SubscribeAsync(watches, bob)).GetProperty("online").GetBoolean());
        Assert.True((await SubscribeAsync(watches, carol)).GetProperty("online").GetBoolean());
        Assert.True((await SubscribeAsync(watches, alice)).GetProperty("online").GetBoolean());
    }

    [Fact]
    public async Task A_block_ends_it_at_once_and_so_does_the_end_of_being_contacts()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var watches = await LoginAsync(alice);
        var (blocks, removes) = (await BefriendAsync(watches, bob), await BefriendAsync(watches, carol));
        await SubscribeAsync(watches, bob);
        await SubscribeAsync(watches, carol);

        await blocks.RequestAsync(new { type = "contact.set", user = alice, block = true });
        Assert.Equal(0, (await PushAsync(watches, bob)).Number("lastSeen"));
        await removes.RequestAsync(new { type = "contact.remove", user = alice });
        Assert.Equal(0, (await PushAsync(watches, carol)).Number("lastSeen"));
        var places = watches.Frames().Count;
        Assert.Equal(Hidden(bob), (await SubscribeAsync(watches, bob)).GetRawText());

        await blocks.RequestAsync(new { type = "contact.set", user = alice, block = false });
        await PushAsync(watches, bob, places, "mobile");
    }

    [Fact]
    public async Task Who_becomes_a_contact_while_watched_is_seen_from_then_on()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var watches = await LoginAsync(alice);
        Assert.Equal(Hidden(bob), (await SubscribeAsync(watches, bob)).GetRawText());

        await BefriendAsync(watches, bob);

        await PushAsync(watches, bob, "mobile");
    }

    [Fact]
    public async Task A_list_grows_request_by_request_up_to_its_limit_and_ends_with_the_session()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var watches = await LoginAsync(alice);
        var phone = await BefriendAsync(watches, bob);
        await SubscribeAsync(watches, bob);
        for (var i = 0; i < 9; i++)
        {
            await watches.RequestAsync(new { type = "presence.subscribe", users = Enumerable.Range(100 * i, 100).Select(static n => $"nobody-{n}") });
        }

        Assert.Equal("too_large", (await watches.RequestAsync(
            new { type = "presence.subscribe", users = Enumerable.Range(900, 100).Select(static n => $"nobody-{n}") })).Code);
        Assert.Equal("too_large", (await watches.RequestAsync(
            new { type = "presence.subscribe", users = Enumerable.Range(0, 101).Select(static n => $"nobody-{n}") })).Code);
        await phone.SendFrameAsync(new { type = "state", background = true });
        await PushAsync(watches, bob);

        Assert.Equal("receipt", (await watches.RequestAsync(new { type = "presence.unsubscribe" })).Type);
        Assert.Equal("receipt", (await watches.RequestAsync(
            new { type = "presence.subscribe", users = Enumerable.Range(0, 100).Select(static n => $"somebody-{n}") })).Type);
    }

    private static string Hidden(string user) => $"{{\"user\":\"{user}\",\"online\":false,\"classes\":[],\"lastSeen\":0}}";

    private static string[] Classes(JsonElement line) => [.. line.GetProperty("classes").EnumerateArray().Select(static one => one.GetString()!)];

    private static async Task<JsonElement> SubscribeAsync(WireClient client, string user)
    {
        var receipt = await client.RequestAsync(new { type = "presence.subscribe", users = new[] { user } });
        Assert.Equal("receipt", receipt.Type);
        return Assert.Single(receipt.Json.GetProperty("items").EnumerateArray());
    }

    private static Task<WireFrame> PushAsync(WireClient client, string user, params string[] classes) => PushAsync(client, user, 0, classes);

    /// <summary>The newest push says that the user is there on these classes of devices; nothing later says otherwise.</summary>
    private static async Task<WireFrame> PushAsync(WireClient client, string user, int from, params string[] classes)
    {
        WireFrame? last = null;
        await client.UntilAsync(
            $"{user} on {string.Join(", ", classes)}",
            frames => (last = frames.Skip(from).LastOrDefault(frame => frame.Type == "presence" && frame.Text("user") == user)) is { } push
                && Classes(push.Json).SequenceEqual(classes));
        Assert.Equal(classes.Length > 0, last!.Flag("online"));
        return last;
    }

    /// <summary>The two are contacts from now on; gives the other's phone.</summary>
    private async Task<WireClient> BefriendAsync(WireClient client, string user)
    {
        var phone = await LoginAsync(user);
        await client.RequestAsync(new { type = "contact.request", user });
        var accepted = await phone.RequestAsync(new { type = "contact.accept", user = client.User });
        Assert.Equal("receipt", accepted.Type);
        return phone;
    }
}
