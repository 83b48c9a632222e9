using Microsoft.Playwright;

namespace OrleansIm.Console.Tests.Browsing;

/// <summary>What an operator does with a browser, in short.</summary>
internal static class OperatorPages
{
    public static async Task LogInAsync(this IPage page, string role, string password = House.Password)
    {
        await page.GotoAsync("/console");
        await page.GetByLabel("Name").FillAsync($"the-{role}");
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Log in" }).ClickAsync();
    }

    /// <summary>The text of a table row that has this in it.</summary>
    public static ILocator Row(this IPage page, string text) =>
        page.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = text });

    /// <summary>A part of the page under a heading.</summary>
    public static ILocator Part(this IPage page, string heading) =>
        page.Locator("section").Filter(new LocatorFilterOptions { Has = page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = heading }) });

    public static ILocator Rows(this ILocator part, string text) =>
        part.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = text });

    public static Task PressAsync(this IPage page, string button) =>
        page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button }).ClickAsync();
}
