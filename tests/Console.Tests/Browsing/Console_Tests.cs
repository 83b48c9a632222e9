using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansIm.Support.Wire;
using static Microsoft.Playwright.Assertions;

namespace OrleansIm.Console.Tests.Browsing;

/// <summary>Operators at work, in a real browser, on a real server with real clients.</summary>
public sealed class Console_Tests(House house, Chromium chromium) : IAsyncLifetime
{
    private const string Secret = "the cake is under the stairs";

    private readonly List<IAsyncDisposable> _guests = [];
    private IPage _page = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _page = await chromium.PageAsync(house.Origin);

    public async ValueTask DisposeAsync()
    {
        await _page.Context.CloseAsync();
        foreach (var guest in _guests)
        {
            await guest.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_wrong_password_lets_nobody_in_and_is_written_down()
    {
        await _page.LogInAsync("auditor", "wrong horse battery staple");
        await Expect(_page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Wrong name or password.");
        await _page.GotoAsync("/console/audit");
        await Expect(_page).ToHaveTitleAsync("Log in · OrleansIm console");

        await _page.LogInAsync("auditor");
        await _page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Audit" }).ClickAsync();
        await Expect(_page.Row("the-auditor").Filter(new LocatorFilterOptions { HasText = "refused" }).First).ToContainTextAsync("127.0.0.1");
        await Expect(_page.Row("the-auditor").Filter(new LocatorFilterOptions { HasText = "done" }).First).ToBeVisibleAsync();

        await _page.PressAsync("Log out");
        await _page.GotoAsync("/console");
        await Expect(_page).ToHaveTitleAsync("Log in · OrleansIm console");
    }

    [Fact]
    public async Task The_cluster_is_shown_with_its_gateway_and_its_busiest_conversation()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var sender = await LoginAsync(alice);
        for (var i = 0; i < 30; i++)
        {
            await sender.SendTextAsync(bob, $"{Secret} {i}");
        }

        await _page.LogInAsync("viewer");
        // Both report when they start, and then every five seconds.
        await _page.ReloadUntilAsync(
            async () => await _page.Part("Gateways").GetByText("open", new LocatorGetByTextOptions { Exact = true }).CountAsync() == 1
                && await _page.Part("Silos").Locator("tbody tr").CountAsync() == 1,
            "an open gateway and a silo");
        await Expect(_page.Part("Gateways").Locator("tbody tr")).ToHaveCountAsync(1);

        // The silo reports every five seconds.
        while (await _page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = $"d:{alice}:{bob}" }).CountAsync() == 0)
        {
            await _page.ReloadAsync();
        }

        await _page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = $"d:{alice}:{bob}" }).ClickAsync();
        await Expect(_page.Locator("dl")).ToContainTextAsync("small: by member");
        await Expect(_page.Locator("dl")).ToContainTextAsync(new Regex("epoch [0-9]+"));
        await Expect(_page.Part("Members").Rows(bob)).ToBeVisibleAsync();
        await Expect(_page.Part("Entries").Locator("tbody tr")).ToHaveCountAsync(25);
        await _page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Older" }).ClickAsync();
        await Expect(_page.Part("Entries").Locator("tbody tr")).ToHaveCountAsync(5);
    }

    [Fact]
    public async Task What_a_device_is_owed_and_where_a_message_is()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var sender = await LoginAsync(alice);
        await using (var once = await WireClient.LoginAsync(house.Server, bob, "tablet-1", "tablet"))
        {
            await once.DrainedAsync();
        }

        var silent = await LoginAsync(bob, new LoginOptions { Device = "bobs-phone", AutoAck = false });
        await silent.DrainedAsync();
        var pair = $"d:{alice}:{bob}";
        var sent = await sender.SendTextAsync(bob, Secret, clientId: "find-me");
        await silent.MessageAsync(pair, sent.Number("seq"));

        await _page.LogInAsync("viewer");
        await _page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "User" }).ClickAsync();
        await _page.GetByLabel("User id").FillAsync(bob);
        await _page.PressAsync("Look up");
        await Expect(_page.Part("Open sessions").Rows("bobs-phone")).ToContainTextAsync("mobile");
        await Expect(_page.Part("What each device is owed").GetByRole(AriaRole.Heading, new LocatorGetByRoleOptions { Name = "tablet-1 1 owed" })).ToBeVisibleAsync();
        await Expect(_page.Part("Chat list").Rows($"d:{alice}:{bob}")).ToContainTextAsync(alice);

        await MessageAsync(alice, "find-me");

        // What is not acknowledged for five seconds counts as not pushed: where the browser takes longer than that, another one is sent.
        for (var i = 1; !(await _page.Row("bobs-phone").InnerTextAsync()).Contains("pushed, not acknowledged yet", StringComparison.Ordinal); i++)
        {
            await AckAsync(silent, pair, sent.Number("seq"));
            sent = await sender.SendTextAsync(bob, Secret, clientId: $"find-me-{i}");
            await silent.MessageAsync(pair, sent.Number("seq"));
            await MessageAsync(alice, $"find-me-{i}");
            await Expect(_page.Row("bobs-phone")).ToBeVisibleAsync();
        }

        await Expect(_page.Row("tablet-1")).ToContainTextAsync("waits for its next login");
        await Expect(_page.Row(bob).First).ToContainTextAsync("no");
        Assert.DoesNotContain(Secret, await _page.ContentAsync(), StringComparison.Ordinal);

        await AckAsync(silent, pair, sent.Number("seq"));
        Assert.False((await silent.ReadAsync(pair, sent.Number("seq"))).IsError);
        while (!(await _page.Row("bobs-phone").InnerTextAsync()).Contains("received", StringComparison.Ordinal))
        {
            await _page.ReloadAsync();
        }

        await Expect(_page.Row(bob).First).ToContainTextAsync("yes");
        await sender.RecallAsync(pair, sent.Number("seq"));
        await _page.ReloadAsync();
        await Expect(_page.Locator("dl")).ToContainTextAsync($"by {alice}");
        await MessageAsync(alice, "never-sent");
        await Expect(_page.GetByRole(AriaRole.Alert)).ToContainTextAsync("It was not accepted");
    }

    [Fact]
    public async Task An_admin_kicks_a_device_at_once_and_a_viewer_can_not()
    {
        var bob = Fresh("bob");
        var phone = await LoginAsync(bob);
        await _page.LogInAsync("viewer");
        await _page.GotoAsync($"/console/user?user={bob}");
        await Expect(_page.Part("Open sessions").Rows("phone-1")).ToBeVisibleAsync();
        await Expect(_page.GetByText("Kick")).ToHaveCountAsync(0);

        // Nor with a form that he made himself.
        var forged = await PostAsync("/console/user/kick", await TokenAsync(), ("user", bob), ("device", "phone-1"));
        Assert.Equal((int)HttpStatusCode.Forbidden, forged.Status);
        Assert.True(phone.IsOpen);
        await Expect(_page.Part("Open sessions").Rows("phone-1")).ToBeVisibleAsync();

        await _page.PressAsync("Log out");
        await _page.LogInAsync("admin");
        await _page.GotoAsync($"/console/user?user={bob}");
        Assert.Equal((int)HttpStatusCode.BadRequest, (await PostAsync("/console/user/kick", "no-token", ("user", bob), ("device", "phone-1"))).Status);
        Assert.True(phone.IsOpen);
        await _page.Part("Open sessions").GetByText("Kick", new LocatorGetByTextOptions { Exact = true }).ClickAsync();
        await _page.PressAsync("End the session of phone-1");
        var close = await phone.Closed;
        Assert.Equal("revoked", close!.Code);
        await Expect(_page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Kick: done.");
        await _page.ReloadUntilAsync(async () => await _page.GetByText("Not connected.").CountAsync() == 1, "that nobody is connected");
        await _page.GotoAsync("/console/audit");
        await Expect(_page.Row($"user {bob}, device phone-1")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_muted_user_is_refused_from_the_next_message_on()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var sender = await LoginAsync(bob);
        Assert.False((await sender.SendTextAsync(alice, "before")).IsError);

        await _page.LogInAsync("admin");
        await _page.GotoAsync($"/console/user?user={bob}");
        await _page.GetByText("Mute", new PageGetByTextOptions { Exact = true }).ClickAsync();
        await _page.GetByLabel("Reason").FillAsync(string.Join(' ', Enumerable.Repeat("spam", 40)));
        await _page.PressAsync($"Mute {bob}");
        await Expect(_page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Mute: done.");
        Assert.Equal("muted", (await sender.SendTextAsync(alice, "muted")).Code);

        await _page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Mutes" }).ClickAsync();
        await Expect(_page.Row(bob)).ToContainTextAsync("everywhere");
        await _page.Row(bob).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Unmute: done.");
        Assert.False((await sender.SendTextAsync(alice, "after")).IsError);

        // However long the reason, no column of the log is cut off on a desk.
        await _page.GotoAsync("/console/audit");
        await Expect(_page.Row($"user {bob} everywhere, 60 minutes: spam").First).ToBeVisibleAsync();
        Assert.True(await _page.EvaluateAsync<bool>("() => { const part = document.querySelector('.scroll'); return part.scrollWidth <= part.clientWidth; }"));
    }

    [Fact]
    public async Task Only_an_auditor_reads_what_people_wrote_and_that_is_written_down()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var sender = await LoginAsync(alice);
        await sender.SendTextAsync(bob, Secret + " <b>&amp;");
        var page = $"/console/conversation?conversation=d:{alice}:{bob}";
        foreach (var role in (string[])["viewer", "admin"])
        {
            await _page.LogInAsync(role);
            await _page.GotoAsync(page);
            await Expect(_page.Part("Entries").Rows(alice)).ToBeVisibleAsync();
            Assert.DoesNotContain(Secret, await _page.ContentAsync(), StringComparison.Ordinal);
            var forged = await PostAsync("/console/conversation/content", await TokenAsync(), ("conversation", $"d:{alice}:{bob}"), ("before", "0"));
            Assert.Equal((int)HttpStatusCode.Forbidden, forged.Status);
            await _page.PressAsync("Log out");
        }

        await _page.LogInAsync("auditor");
        await _page.GotoAsync(page);
        await Expect(_page.Part("Entries").Rows(alice)).ToBeVisibleAsync();
        Assert.DoesNotContain(Secret, await _page.ContentAsync(), StringComparison.Ordinal);
        await _page.PressAsync("Show what was written");
        await Expect(_page.Part("Entries").Rows(alice)).ToContainTextAsync(Secret + " <b>&amp;");
        await _page.GotoAsync("/console/audit");
        await Expect(_page.Row($"conversation d:{alice}:{bob}, 1 to 1")).ToContainTextAsync("the-auditor");
        Assert.DoesNotContain(Secret, await _page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, house.Server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_grains_dashboard_works_behind_the_same_login_and_without_its_way_into_grains()
    {
        List<string> problems = [];
        _page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                problems.Add(message.Text);
            }
        };
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(house.Origin) };
        using (var stranger = await http.GetAsync(new Uri("/dashboard/DashboardCounters", UriKind.Relative), Token))
        {
            Assert.Equal(HttpStatusCode.Redirect, stranger.StatusCode);
        }

        await _page.LogInAsync("viewer");
        await _page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Grains" }).ClickAsync();
        await Expect(_page.GetByText("im.user").Or(_page.GetByText("Total Activations")).First).ToBeVisibleAsync();
        var state = await _page.APIRequest.GetAsync("/dashboard/GrainState?grainId=c:g:none&grainType=OrleansIm.Grains.Groups.GroupGrain", new APIRequestContextOptions { Timeout = 120_000 });
        Assert.Equal((int)HttpStatusCode.NotFound, state.Status);
        Assert.Empty(problems);
    }

    private static Task AckAsync(WireClient client, string conversation, long seq) =>
        client.SendFrameAsync(new { type = "ack", items = new[] { new { conversation, seq } } });

    private static string Fresh(string name) => $"{name}-{Guid.NewGuid().ToString("N")[..8]}";

    private Task<WireClient> LoginAsync(string user) => LoginAsync(user, new LoginOptions());

    private async Task<WireClient> LoginAsync(string user, LoginOptions options)
    {
        var client = await WireClient.LoginAsync(house.Server, user, options);
        _guests.Add(client);
        return client;
    }

    private async Task MessageAsync(string sender, string clientId)
    {
        await _page.GotoAsync("/console/message");
        await _page.GetByLabel("Sender").FillAsync(sender);
        await _page.GetByLabel("Client id").FillAsync(clientId);
        await _page.Locator("form").Filter(new LocatorFilterOptions { HasText = "Client id" }).GetByRole(AriaRole.Button).ClickAsync();
    }

    private Task<string> TokenAsync() => _page.Locator("input[name=token]").First.InputValueAsync();

    private async Task<IAPIResponse> PostAsync(string path, string token, params (string Name, string Value)[] fields)
    {
        var form = _page.APIRequest.CreateFormData();
        form.Set("token", token);
        foreach (var (name, value) in fields)
        {
            form.Set(name, value);
        }

        return await _page.APIRequest.PostAsync(path, new APIRequestContextOptions { Form = form, MaxRedirects = 0, Timeout = 120_000 });
    }
}
