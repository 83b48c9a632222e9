using System.Diagnostics;
using Microsoft.Playwright;

namespace OrleansIm.Console.Tests.Browsing;

/// <summary>What an operator does with a browser, in short.</summary>
internal static class OperatorPages
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task LogInAsync(this IPage page, string role, string password = House.Password)
    {
        await page.GotoAsync("/console");
        await page.GetByLabel("Name").FillAsync($"the-{role}");
        await page.GetByLabel("Password").FillAsync(password);
        await page.PressAsync("Log in");
    }

    /// <summary>Loads the page anew until it shows what is looked for: without scripts a page says how things stood when it was made.</summary>
    public static async Task ReloadUntilAsync(this IPage page, Func<Task<bool>> shows, string what)
    {
        for (var watch = Stopwatch.StartNew(); !await shows();)
        {
            Assert.True(watch.Elapsed < Patience, $"The page never showed {what}:\n{await page.ContentAsync()}");
            await page.ReloadAsync();
        }
    }

    /// <summary>The text of a table row that has this in it.</summary>
    public static ILocator Row(this IPage page, string text) =>
        page.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = text });

    /// <summary>A part of the page under a heading.</summary>
    public static ILocator Part(this IPage page, string heading) =>
        page.Locator("section").Filter(new LocatorFilterOptions { Has = page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = heading }) });

    public static ILocator Rows(this ILocator part, string text) =>
        part.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = text });

    /// <summary>
    /// Presses a button of a form and waits for the page that answers it: a click alone returns before, and where the test goes
    /// next would cut the request off.
    /// </summary>
    public static async Task PressAsync(this IPage page, string button)
    {
        await page.EvaluateAsync("() => { window.isThePageBefore = true; }");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button }).ClickAsync();

        // Asked from here again and again: in a page without scripts what waits inside of it is never called back.
        for (var watch = Stopwatch.StartNew(); !await IsTheNextAsync(page);)
        {
            Assert.True(watch.Elapsed < Patience, $"No page came after {button}:\n{page.Url}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<bool> IsTheNextAsync(IPage page)
    {
        try
        {
            return await page.EvaluateAsync<bool>("() => !window.isThePageBefore && document.readyState === 'complete'");
        }
        catch (PlaywrightException failure) when (failure.Message.Contains("context was destroyed", StringComparison.Ordinal))
        {
            // The one page has gone while it was asked, and the other has not come yet.
            return false;
        }
    }
}
