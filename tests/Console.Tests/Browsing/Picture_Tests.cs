using Microsoft.Playwright;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;
using static Microsoft.Playwright.Assertions;

namespace OrleansIm.Console.Tests.Browsing;

/// <summary>
/// Every page without JavaScript, in light and dark, on a desk and on a phone. With OIM_PICTURES=docs/images the pictures of the
/// documentation are taken on the way.
/// </summary>
public sealed class Picture_Tests(Chromium chromium)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("OIM_PICTURES");

    [Fact]
    public async Task Every_page_works_without_scripts_in_light_and_dark_and_on_a_phone()
    {
        await using var server = await ServerProcess.StartAsync(new ServerSettings { Environment = House.Operators() });
        await using var alice = await WireClient.LoginAsync(server, "alice", "phone-1");
        await using var desk = await WireClient.LoginAsync(server, "bob", "desk", "desktop");
        await using var phone = await WireClient.LoginAsync(server, "bob", new LoginOptions { AutoAck = false });
        await using (var tablet = await WireClient.LoginAsync(server, "bob", "tablet-1", "tablet"))
        {
            await tablet.DrainedAsync();
        }

        await Task.WhenAll(desk.DrainedAsync(), phone.DrainedAsync());
        var group = await alice.CreateGroupAsync("Kitchen", "bob", "carol");
        for (var i = 0; i < 12; i++)
        {
            await alice.SendAsync(new { group }, $"Soup of the day: number {i}", clientId: $"soup-{i}");
        }

        await alice.SendTextAsync("bob", "Are you coming?");
        await alice.SendTextAsync("dave", "Dinner is at eight.");
        await phone.MessageAsync("d:alice:bob", 1);
        await desk.ReadAsync($"g:{group}", 9);

        var page = await chromium.PageAsync($"http://127.0.0.1:{server.HttpPort}", scripts: false);
        List<string> problems = [];
        page.Console += (_, message) => problems.Add(message.Text);
        await TakeAsync(page, "/console", "login");
        await page.LogInAsync("admin");
        while (await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = $"g:{group}" }).CountAsync() == 0)
        {
            await page.ReloadAsync();
        }

        await TakeAsync(page, "/console", "cluster");
        await TakeAsync(page, "/console/user?user=bob", "user");
        await TakeAsync(page, $"/console/message?sender=alice&clientId=soup-11", "message");
        await TakeAsync(page, $"/console/conversation?conversation=g:{group}", "conversation");
        await TakeAsync(page, "/console/mutes", "mutes");
        await page.PressAsync("Log out");
        await page.LogInAsync("auditor");
        await page.GotoAsync($"/console/conversation?conversation=g:{group}");
        await page.PressAsync("Show what was written");
        await Expect(page.GetByText("Soup of the day: number 11")).ToBeVisibleAsync();
        await TakeAsync(page, "/console/audit", "audit");
        Assert.Empty(problems);
        await page.Context.CloseAsync();
    }

    private static async Task TakeAsync(IPage page, string path, string name)
    {
        List<(ColorScheme Scheme, int Width, string Suffix)> ways = [(ColorScheme.Light, 1180, string.Empty)];
        if (name is "user" or "message")
        {
            ways.AddRange([(ColorScheme.Dark, 1180, "-dark"), (ColorScheme.Light, 390, "-phone")]);
        }

        foreach (var (scheme, width, suffix) in ways)
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, 760);
            await page.GotoAsync(path);
            await Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 })).ToBeVisibleAsync();

            // Tables may scroll by themselves; the page must not.
            var box = await page.Locator("main").BoundingBoxAsync();
            Assert.True(box!.X + box.Width <= width + 1, $"{name} is wider than {width}");
            if (Folder is not null)
            {
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, $"console-{name}{suffix}.png") });
            }
        }
    }
}
