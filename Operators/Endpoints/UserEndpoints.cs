using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Identity;
using OrleansIm.Operators.Auditing;
using OrleansIm.Operators.Pages;
using OrleansIm.Operators.Security;
using OrleansIm.Operators.Users;
using OrleansIm.Storage.Operators;

namespace OrleansIm.Operators.Endpoints;

/// <summary>Users, and what can be done to them.</summary>
internal static class UserEndpoints
{
    /// <summary>A year, the longest that the form offers.</summary>
    private const int MaxMinutes = 525_600;
    private const int MaxReason = 200;
    private const int MutesShown = 1_000;

    public static void MapUsers(this IEndpointRouteBuilder console)
    {
        console.MapGet("/user", PageAsync);
        console.MapGet("/mutes", static async (HttpContext context, IMuteStore mutes, TimeProvider time) => new RazorComponentResult<MutesPage>(new
        {
            Frame = Forms.FrameOf(context),
            Mutes = await mutes.LoadAsync(time.GetUtcNow().ToUnixTimeMilliseconds(), MutesShown, context.RequestAborted),
        }));
        console.MapPost("/user/kick", KickAsync).RequireAuthorization(ConsoleAuth.Actor);
        console.MapPost("/user/mute", MuteAsync).RequireAuthorization(ConsoleAuth.Actor);
        console.MapPost("/user/unmute", UnmuteAsync).RequireAuthorization(ConsoleAuth.Actor);
    }

    private static async Task<RazorComponentResult<UserPage>> PageAsync(HttpContext context, UserReader reader)
    {
        var user = Forms.Query(context, "user");
        return new RazorComponentResult<UserPage>(new
        {
            Frame = Forms.FrameOf(context),
            Asked = user,
            View = Ids.IsName(user) ? await reader.ReadAsync(user, context.RequestAborted) : null,
        });
    }

    private static async Task<IResult> KickAsync(HttpContext context, UserActions actions, Audit audit)
    {
        var user = await Forms.FieldAsync(context, "user");
        var device = await Forms.FieldAsync(context, "device");
        if (!Ids.IsName(user) || (device.Length > 0 && !Ids.IsName(device)))
        {
            return Forms.Wrong(context, "That is no user or no device.");
        }

        var target = device.Length > 0 ? $"user {user}, device {device}" : $"user {user}, all devices";
        var notice = await audit.ActAsync(context, Act.Kick, target, () => actions.KickAsync(user, device.Length > 0 ? device : null));
        return Forms.Back(Words.User(user), notice);
    }

    private static async Task<IResult> MuteAsync(HttpContext context, UserActions actions, Audit audit)
    {
        var user = await Forms.FieldAsync(context, "user");
        var conversation = Forms.Conversation(await Forms.FieldAsync(context, "conversation"));
        var reason = await Forms.FieldAsync(context, "reason");
        if (!Ids.IsName(user) || (conversation.Length > 0 && !ConversationId.IsValid(conversation)))
        {
            return Forms.Wrong(context, "That is no user or no conversation.");
        }

        if (!int.TryParse(await Forms.FieldAsync(context, "minutes"), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            || minutes is < 1 or > MaxMinutes || reason.Length is 0 or > MaxReason)
        {
            return Forms.Wrong(context, $"A mute needs a time of 1 to {Words.Number(MaxMinutes)} minutes (a year), and a reason of at most {MaxReason} characters.");
        }

        var notice = await audit.ActAsync(
            context,
            Act.Mute,
            string.Create(CultureInfo.InvariantCulture, $"user {user}{Where(conversation)}, {minutes} minutes: {reason}"),
            () => actions.MuteAsync(user, conversation, TimeSpan.FromMinutes(minutes), context.User.FindFirstValue(ClaimTypes.Name)!, reason));
        return Forms.Back(Words.User(user), notice);
    }

    private static async Task<IResult> UnmuteAsync(HttpContext context, UserActions actions, Audit audit)
    {
        var user = await Forms.FieldAsync(context, "user");
        var conversation = Forms.Conversation(await Forms.FieldAsync(context, "conversation"));
        if (!Ids.IsName(user) || (conversation.Length > 0 && !ConversationId.IsValid(conversation)))
        {
            return Forms.Wrong(context, "That is no user or no conversation.");
        }

        var notice = await audit.ActAsync(
            context,
            Act.Unmute,
            $"user {user}{Where(conversation)}",
            () => actions.MuteAsync(user, conversation, null, context.User.FindFirstValue(ClaimTypes.Name)!, string.Empty));
        return Forms.Back(Words.User(user), notice);
    }

    private static string Where(string conversation) => conversation.Length > 0 ? $" in {conversation}" : " everywhere";
}
