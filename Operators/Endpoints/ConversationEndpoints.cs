using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OrleansIm.Domain.Conversations;
using OrleansIm.Operators.Auditing;
using OrleansIm.Operators.Conversations;
using OrleansIm.Operators.Pages;
using OrleansIm.Operators.Security;

namespace OrleansIm.Operators.Endpoints;

/// <summary>Conversations, and for those who may the text in them.</summary>
internal static class ConversationEndpoints
{
    public static void MapConversations(this IEndpointRouteBuilder console)
    {
        console.MapGet("/conversation", PageAsync);
        console.MapPost("/conversation/content", ContentAsync).RequireAuthorization(ConsoleAuth.Reader);
    }

    private static async Task<RazorComponentResult<ConversationPage>> PageAsync(HttpContext context, ConversationReader reader)
    {
        var conversation = Forms.Conversation(Forms.Query(context, "conversation"));
        var view = await ReadAsync(context, reader, conversation, Forms.Query(context, "after"), Forms.Query(context, "before"));
        return Page(context, conversation, view, content: false);
    }

    private static async Task<IResult> ContentAsync(HttpContext context, ConversationReader reader, Audit audit)
    {
        var conversation = Forms.Conversation(await Forms.FieldAsync(context, "conversation"));
        var view = await ReadAsync(context, reader, conversation, string.Empty, await Forms.FieldAsync(context, "before"));
        if (view is { Entries: [.., var last] and [var first, ..] })
        {
            await audit.NoteAsync(
                context, "read", string.Create(CultureInfo.InvariantCulture, $"conversation {conversation}, {last.Seq} to {first.Seq}"), "shown");
        }

        return Page(context, conversation, view, content: true);
    }

    private static Task<ConversationView?> ReadAsync(HttpContext context, ConversationReader reader, string conversation, string after, string before) =>
        ConversationId.IsValid(conversation)
            ? reader.ReadAsync(
                conversation, after, long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? seq : 0, context.RequestAborted)
            : Task.FromResult<ConversationView?>(null);

    private static RazorComponentResult<ConversationPage> Page(HttpContext context, string asked, ConversationView? view, bool content) =>
        new(new { Frame = Forms.FrameOf(context), Asked = asked, View = view, Content = content });
}
