using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using OrleansIm.Operators.Accounts;

namespace OrleansIm.Operators.Pages;

/// <summary>What is around every page.</summary>
/// <param name="Operator">Who looks; empty before the login.</param>
/// <param name="Role">What he may do.</param>
/// <param name="Token">Proves that a form comes from here.</param>
/// <param name="Note">What became of the last act; null without one.</param>
public sealed record PageFrame(string Operator, OperatorRole Role, string Token, Notice? Note)
{
    public bool MayAct => Operator.Length > 0 && Role == OperatorRole.Admin;

    public bool MayRead => Operator.Length > 0 && Role == OperatorRole.Auditor;

    public bool MayAudit => Operator.Length > 0 && Role != OperatorRole.Viewer;

    internal static PageFrame Of(HttpContext context, IAntiforgery antiforgery) => new(
        context.User.FindFirstValue(ClaimTypes.Name) ?? string.Empty,
        Enum.TryParse<OperatorRole>(context.User.FindFirstValue(ClaimTypes.Role), out var role) ? role : OperatorRole.Viewer,
        antiforgery.GetAndStoreTokens(context).RequestToken!,
        Notice.Of(context.Request.Query["note"].ToString()));
}
