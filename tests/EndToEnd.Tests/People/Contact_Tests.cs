using System.Text.Json;
using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.People;

/// <summary>Chapter 3.5: contacts, from the request to the block.</summary>
public abstract class Contact_Tests(House house) : ServerTests(house)
{
    [Fact]
    public async Task A_request_is_accepted_and_all_devices_of_both_know()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var asks = await LoginAsync(alice);
        var asksToo = await LoginAsync(alice, "desk", "desktop");
        var asked = await LoginAsync(bob);
        var askedToo = await LoginAsync(bob, "desk", "desktop");
        await Task.WhenAll(asksToo.DrainedAsync(), asked.DrainedAsync(), askedToo.DrainedAsync());

        var request = await asks.RequestAsync(new { type = "contact.request", user = bob, greeting = "it is me" });
        Assert.Equal(("receipt", "outgoing", 1L), (request.Type, Contact(request, "state"), request.Number("rev")));
        foreach (var device in (WireClient[])[asked, askedToo])
        {
            var push = await ContactPushAsync(device, "request");
            Assert.Equal((alice, alice, "incoming", "it is me"), (push.Text("by"), Contact(push, "user"), Contact(push, "state"), Contact(push, "greeting")));
        }

        Assert.Equal((bob, "outgoing"), (await ContactPushAsync(asksToo, "request")) is var own ? (Contact(own, "user"), Contact(own, "state")) : default);
        var accepted = await askedToo.RequestAsync(new { type = "contact.accept", user = alice });
        Assert.Equal(("contact", Direct(alice, bob), 2L), (Contact(accepted, "state"), accepted.Text("conversation"), accepted.Number("seq")));
        foreach (var device in (WireClient[])[asks, asksToo, asked])
        {
            Assert.Equal((bob, "contact"), (await ContactPushAsync(device, "accept")) is var push ? (push.Text("by"), Contact(push, "state")) : default);
            Assert.Equal("it is me", (await device.MessageAsync(Direct(alice, bob), 1)).Body);
        }

        var history = await asks.WholeHistoryAsync(Direct(alice, bob));
        Assert.Equal([alice, bob], history.Select(static message => message.Json.GetProperty("from").GetString()));
        Assert.Equal("contact_accepted", history[1].Json.GetProperty("content").GetProperty("tip").GetString());
    }

    [Fact]
    public async Task A_greeting_that_is_recalled_is_gone_from_the_list_too()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var (asks, asked) = (await LoginAsync(alice), await LoginAsync(bob));
        await asked.DrainedAsync();
        await asks.RequestAsync(new { type = "contact.request", user = bob, greeting = "it is me" });
        await asked.RequestAsync(new { type = "contact.accept", user = alice });
        await asks.SendTextAsync(bob, "it is me, once more");

        Assert.False((await asks.RecallAsync(Direct(alice, bob), 3)).IsError);
        Assert.Equal("it is me", await GreetingAsync(asked));
        Assert.False((await asks.RecallAsync(Direct(alice, bob), 1)).IsError);

        Assert.Null(await GreetingAsync(asked));
        Assert.Null(await GreetingAsync(asks));
        var push = await ContactPushAsync(asked, "set");
        Assert.Equal((alice, "contact", false), (push.Text("by"), Contact(push, "state"), push.Json.GetProperty("contact").TryGetProperty("greeting", out _)));
    }

    [Fact]
    public async Task The_next_login_learns_the_revision_and_the_list_shows_both_directions_in_pages()
    {
        var (alice, bob, carol, dave) = (Fresh("alice"), Fresh("bob"), Fresh("carol"), Fresh("dave"));
        var first = await LoginAsync(alice);
        Assert.Equal(0, first.Receipt.Number("contacts"));
        await first.RequestAsync(new { type = "contact.request", user = bob });
        await (await LoginAsync(carol)).RequestAsync(new { type = "contact.request", user = alice, greeting = "hi" });
        await (await LoginAsync(dave)).RequestAsync(new { type = "contact.request", user = alice });
        await first.RequestAsync(new { type = "contact.accept", user = dave });
        await first.RequestAsync(new { type = "contact.set", user = dave, remark = "Davie", star = true, group = "work" });

        await LoginUntilAsync(alice, 5);
        var page = await first.RequestAsync(new { type = "contacts", limit = 2 });
        Assert.Equal((5L, true, carol), (page.Number("rev"), page.Flag("more"), page.Text("next")));
        Assert.Equal(
            [(bob, "outgoing"), (carol, "incoming")],
            page.Json.GetProperty("items").EnumerateArray().Select(static line => (line.GetProperty("user").GetString(), line.GetProperty("state").GetString())));
        var rest = await first.RequestAsync(new { type = "contacts", after = page.Text("next") });
        var last = Assert.Single(rest.Json.GetProperty("items").EnumerateArray().ToArray());
        Assert.Equal((dave, "contact", "Davie", "work", true), (
            last.GetProperty("user").GetString(), last.GetProperty("state").GetString(), last.GetProperty("remark").GetString(),
            last.GetProperty("group").GetString(), last.GetProperty("star").GetBoolean()));
        Assert.False(rest.Flag("more"));
    }

    [Fact]
    public async Task A_blocked_user_can_neither_send_nor_ask_nor_type_and_can_again_when_it_is_over()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var (blocked, blocker) = (await LoginAsync(alice), await LoginAsync(bob));
        await blocked.SendTextAsync(bob, "before");

        Assert.False((await blocker.RequestAsync(new { type = "contact.set", user = alice, block = true })).IsError);

        Assert.Equal("blocked", (await blocked.SendTextAsync(bob, "after")).Code);
        Assert.Equal("blocked", (await blocked.RequestAsync(new { type = "contact.request", user = bob })).Code);
        Assert.Equal("blocked", (await blocked.RequestAsync(new { type = "typing", conversation = Direct(alice, bob) })).Code);
        Assert.Single(await blocked.WholeHistoryAsync(Direct(alice, bob)));
        Assert.DoesNotContain(blocked.Frames(), static frame => frame.Type == "contact");
        await blocker.RequestAsync(new { type = "contact.set", user = alice, block = false });
        Assert.Equal(2, (await blocked.SendTextAsync(bob, "later")).Number("seq"));
    }

    [Fact]
    public async Task Rejecting_removing_and_repeating_are_safe()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var (asks, asked) = (await LoginAsync(alice), await LoginAsync(bob));

        Assert.Equal("not_found", (await asked.RequestAsync(new { type = "contact.accept", user = alice })).Code);
        await asks.RequestAsync(new { type = "contact.request", user = bob });
        Assert.True((await asks.RequestAsync(new { type = "contact.request", user = bob })).Flag("dup"));
        Assert.False((await asked.RequestAsync(new { type = "contact.reject", user = alice })).Flag("dup"));
        Assert.True((await asked.RequestAsync(new { type = "contact.reject", user = alice })).Flag("dup"));
        Assert.Equal("none", (await ContactPushAsync(asks, "reject")) is var push ? Contact(push, "state") : null);
        await asks.RequestAsync(new { type = "contact.request", user = bob });
        await asked.RequestAsync(new { type = "contact.accept", user = alice });
        Assert.Equal("conflict", (await asked.RequestAsync(new { type = "contact.reject", user = alice })).Code);
        Assert.False((await asks.RequestAsync(new { type = "contact.remove", user = bob })).Flag("dup"));
        Assert.True((await asks.RequestAsync(new { type = "contact.remove", user = bob })).Flag("dup"));
        Assert.Equal("none", (await ContactPushAsync(asked, "remove")) is var removed ? Contact(removed, "state") : null);
        Assert.Empty((await asked.RequestAsync(new { type = "contacts" })).Json.GetProperty("items").EnumerateArray());
        Assert.Equal("invalid", (await asks.RequestAsync(new { type = "contact.request", user = alice })).Code);
    }

    [Fact]
    public async Task Version_1_hears_of_requests_at_once_and_at_its_next_login()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        await (await LoginAsync(alice)).RequestAsync(new { type = "contact.request", user = carol, greeting = "hi from alice" });

        var old = Track(await Version1Client.LoginAsync(Server, carol));
        var missed = await old.HearAsync("validate");
        Assert.Equal((alice, carol, "hi from alice"), (missed.Text("fromUserID"), missed.Text("toUserID"), missed.Json.GetProperty("content").GetProperty("text").GetString()));
        await (await LoginAsync(bob)).RequestAsync(new { type = "contact.request", user = carol, greeting = "hi from bob" });
        await old.HearAsync("validate", json => json.GetProperty("fromUserID").GetString() == bob);
    }

    private static string? Contact(WireFrame frame, string field) =>
        frame.Json.GetProperty("contact").TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Task<WireFrame> ContactPushAsync(WireClient client, string what) =>
        client.WaitForAsync($"the push of a {what}", frame => frame.Type == "contact" && frame.Text("event") == what);

    /// <summary>The user's grain hears of a change a moment after it is stored; who logs in then learns the new revision.</summary>
    /// <summary>Of the one line of the list.</summary>
    private static async Task<string?> GreetingAsync(WireClient client)
    {
        var line = (await client.RequestAsync(new { type = "contacts" })).Json.GetProperty("items").EnumerateArray().Single();
        return line.TryGetProperty("greeting", out var greeting) ? greeting.GetString() : null;
    }

    private async Task LoginUntilAsync(string user, long revision)
    {
        while ((await LoginAsync(user, "other", "desktop")).Receipt.Number("contacts") != revision)
        {
            // Ten logins a second are let in.
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }
}
