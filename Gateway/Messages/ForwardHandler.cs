using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Messages;

namespace OrleansIm.Gateway.Messages;

/// <summary>
/// Sends messages on: first all of them are copied, then the copies are sent to each target. Their client ids follow from the
/// request's, so that a repeated request finds what is there.
/// </summary>
internal sealed partial class ForwardHandler(ConversationCalls calls, ILogger<ForwardHandler> logger) : IFrameHandler<ForwardFrame>
{
    /// <summary>Targets of one request that are sent to at once.</summary>
    private const int AtOnce = 8;

    private const int IdBytes = 20;

    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, ForwardFrame frame)
    {
        // One request stands for thousands of messages: a session's forwards take turns, which keeps their order, too.
        await session.Forwards.WaitAsync();
        try
        {
            return await ForwardAsync(session, frame);
        }
        finally
        {
            session.Forwards.Release();
        }
    }

    private async Task<ServerFrame> ForwardAsync(ClientSession session, ForwardFrame frame)
    {
        var user = session.Facts.User;
        var copied = await calls.CopyAsync(frame.From, new CopyRequest(user, [.. frame.Seqs]));
        if (copied.Code != ErrorCode.None)
        {
            return ConversationCalls.Refusal(frame.Id, copied.Code, copied.Message);
        }

        // A request that has no id of its own can't be known again.
        frame = frame with { ClientId = frame.ClientId ?? Guid.NewGuid().ToString("N") };
        var (code, message) = DraftsOf(frame, copied.Messages, out var drafts);
        if (code != ErrorCode.None)
        {
            return ConversationCalls.Refusal(frame.Id, code, message);
        }

        var conversations = frame.To.Select(target => ConversationOf(target, user)).ToArray();
        var outcomes = new Dictionary<string, ForwardOutcome>(StringComparer.Ordinal);
        foreach (var some in conversations.Distinct(StringComparer.Ordinal).Chunk(AtOnce))
        {
            foreach (var outcome in await Task.WhenAll(some.Select(conversation => SendAsync(session, conversation, drafts))))
            {
                outcomes[outcome.Conversation] = outcome;
            }
        }

        return new ForwardReceipt(frame.Id!, [.. conversations.Select(conversation => outcomes[conversation])]);
    }

    /// <summary>The new messages, the same for all targets: what is there twice has one client id in each conversation.</summary>
    private static (ErrorCode Code, string? Message) DraftsOf(ForwardFrame frame, CopiedMessage[] copies, out Draft[] drafts)
    {
        if (!frame.Merge)
        {
            drafts = [.. copies.Select(copy => DraftOf(IdOf(frame, copy.Seq), copy.Kind, copy.Content))];
            return (ErrorCode.None, null);
        }

        var title = frame.Title ?? (ConversationId.TryDirect(frame.From, out var first, out var second)
            ? $"Messages of {first} and {second}"
            : "Messages of a group");
        var (code, message) = MergedContent.TryMake(title, copies, out var content);
        drafts = [DraftOf(IdOf(frame, 0), ContentKind.Merged, content)];
        return (code, message);
    }

    private static Draft DraftOf(string clientId, ContentKind kind, ReadOnlyMemory<byte> content) =>
        new(clientId, kind, content, null, 0, Silent: false, Copy: true);

    private static string IdOf(ForwardFrame frame, long seq)
    {
        var what = seq > 0 ? $"{seq}" : string.Join(',', frame.Seqs);
        return "fwd-" + Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{frame.ClientId}\0{frame.From}\0{frame.Merge}\0{what}"))[..IdBytes]);
    }

    private static string ConversationOf(Target target, string user) => target switch
    {
        { User: { } peer } => ConversationId.Direct(user, peer),
        { Group: { } group } => ConversationId.Group(group),
        _ => target.Conversation!,
    };

    private async Task<ForwardOutcome> SendAsync(ClientSession session, string conversation, Draft[] drafts)
    {
        try
        {
            // Without a session of origin: this connection is pushed the new messages like all others.
            var results = await calls.AppendAsync(conversation, new AppendRequest(session.Facts.User, string.Empty, drafts));
            var refused = Array.Find(results, static result => result.Code != ErrorCode.None);
            if (refused.Code != ErrorCode.None)
            {
                return new ForwardOutcome(conversation, [], 0, refused.Code, refused.Message, refused.RetryAfter);
            }

            session.Writes.Wrote(conversation, results[^1].Seq);
            return new ForwardOutcome(conversation, [.. results.Select(static result => result.Seq)], results[^1].Time, ErrorCode.None, null);
        }
        catch (Exception failure)
        {
            // The others are not to suffer; repeating the request finds out what became of this one.
            LogFailed(logger, conversation, failure);
            return new ForwardOutcome(conversation, [], 0, ErrorCode.Busy, "The conversation can't be reached at the moment. Please try again.");
        }
    }

    [LoggerMessage(2171, LogLevel.Warning, "Forwarding to {Conversation} did not come to an end.")]
    private static partial void LogFailed(ILogger logger, string conversation, Exception failure);
}
