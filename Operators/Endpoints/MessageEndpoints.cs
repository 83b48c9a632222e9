using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Identity;
using OrleansIm.Domain.Messages;
using OrleansIm.Operators.Auditing;
using OrleansIm.Operators.Messages;
using OrleansIm.Operators.Pages;
using OrleansIm.Operators.Security;

namespace OrleansIm.Operators.Endpoints;

/// <summary>Where is my message?</summary>
internal static class MessageEndpoints
{
    public static void MapMessages(this IEndpointRouteBuilder console)
    {
        console.MapGet("/message", PageAsync);
        console.MapPost("/message/content", ContentAsync).RequireAuthorization(ConsoleAuth.Reader);
    }

    private static async Task<RazorComponentResult<MessagePage>> PageAsync(HttpContext context, MessageReader reader)
    {
        var (sender, clientId) = (Forms.Query(context, "sender"), Forms.Query(context, "clientId"));
        return sender.Length > 0 || clientId.Length > 0
            ? await FindAsync(context, reader, sender, clientId)
            : await ShowAsync(context, reader, Forms.Conversation(Forms.Query(context, "conversation")), Forms.Query(context, "seq"), content: false, audit: null);
    }

    private static async Task<IResult> ContentAsync(HttpContext context, MessageReader reader, Audit audit) => await ShowAsync(
        context, reader, Forms.Conversation(await Forms.FieldAsync(context, "conversation")), await Forms.FieldAsync(context, "seq"), content: true, audit);

    private static async Task<RazorComponentResult<MessagePage>> FindAsync(HttpContext context, MessageReader reader, string sender, string clientId)
    {
        IReadOnlyList<LogEntry> found = Ids.IsName(sender) && Ids.IsClientToken(clientId)
            ? await reader.FindAsync(sender, clientId, context.RequestAborted)
            : [];
        return new RazorComponentResult<MessagePage>(new
        {
            Frame = Forms.FrameOf(context),
            Sender = sender,
            ClientId = clientId,
            Found = found,
            Problem = found.Count == 0 ? "It was not accepted: there is no message with that client id from this sender." : null,
            View = found is [var only] ? await reader.ReadAsync(only.Conversation, only.Seq, string.Empty, context.RequestAborted) : null,
        });
    }

    private static async Task<RazorComponentResult<MessagePage>> ShowAsync(
        HttpContext context, MessageReader reader, string conversation, string seq, bool content, Audit? audit)
    {
        var asked = conversation.Length > 0 || seq.Length > 0;
        var view = ConversationId.IsValid(conversation) && long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? await reader.ReadAsync(conversation, number, Forms.Query(context, "after"), context.RequestAborted)
            : null;
        if (content && view is not null)
        {
            await audit!.NoteAsync(
                context, "read", string.Create(CultureInfo.InvariantCulture, $"conversation {conversation}, {view.Entry.Seq}"), "shown");
        }

        return new RazorComponentResult<MessagePage>(new
        {
            Frame = Forms.FrameOf(context),
            Conversation = conversation,
            Seq = seq,
            View = view,
            Content = content,
            Problem = asked && view is null ? "There is no such message." : null,
        });
    }
}
