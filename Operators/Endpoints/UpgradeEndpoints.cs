using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OrleansIm.Domain.Upgrades;
using OrleansIm.Operators.Auditing;
using OrleansIm.Operators.Pages;
using OrleansIm.Operators.Security;
using OrleansIm.Operators.Upgrades;
using OrleansIm.Storage.Operators;

namespace OrleansIm.Operators.Endpoints;

/// <summary>What old apps are told.</summary>
internal static class UpgradeEndpoints
{
    private const string Page = "/console/upgrades";

    public static void MapUpgrades(this IEndpointRouteBuilder console)
    {
        console.MapGet("/upgrades", static async (HttpContext context, IUpgradeStore upgrades) => new RazorComponentResult<UpgradesPage>(new
        {
            Frame = Forms.FrameOf(context),
            Rules = await upgrades.LoadAsync(context.RequestAborted),
        }));
        console.MapPost("/upgrades/set", SetAsync).RequireAuthorization(ConsoleAuth.Actor);
        console.MapPost("/upgrades/drop", DropAsync).RequireAuthorization(ConsoleAuth.Actor);
    }

    private static async Task<IResult> SetAsync(HttpContext context, UpgradeActions actions, Audit audit, TimeProvider time)
    {
        var typed = await Forms.FieldAsync(context, "platform");
        var rule = new UpgradeRule(
            Platforms.Normalize(typed),
            await Forms.FieldAsync(context, "minimum"),
            await Forms.FieldAsync(context, "latest"),
            await Forms.FieldAsync(context, "url"),
            context.User.FindFirstValue(ClaimTypes.Name)!,
            time.GetUtcNow().ToUnixTimeMilliseconds());

        // Signs alone are no name, and would become the rule of all others.
        var fault = typed.Length > 0 && rule.Platform.Length == 0 ? UpgradeFault.Platform : rule.Check();
        return fault != UpgradeFault.None
            ? Forms.Wrong(context, Words.Fault(fault))
            : Forms.Back(Page, await audit.ActAsync(context, Act.SetUpgrade, Words.Rule(rule), () => actions.SetAsync(rule)));
    }

    private static async Task<IResult> DropAsync(HttpContext context, UpgradeActions actions, Audit audit)
    {
        var platform = Platforms.Normalize(await Forms.FieldAsync(context, "platform"));
        return Forms.Back(Page, await audit.ActAsync(context, Act.DropUpgrade, Words.Platform(platform), () => actions.DropAsync(platform)));
    }
}
