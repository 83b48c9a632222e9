using System.Text;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;

namespace OrleansIm.Domain.Tests.Conversations;

/// <summary>Drafts and committed entries for the tests of this folder.</summary>
internal static class Drafts
{
    public static Draft Text(string clientId, string text = "hi", string[]? mentions = null, long replyTo = 0) =>
        new(clientId, ContentKind.Text, Encoding.UTF8.GetBytes($"{{\"type\":\"text\",\"text\":\"{text}\"}}"), mentions, replyTo, Silent: false);

    /// <summary>Accepts and commits.</summary>
    public static LogEntry Send(this Conversation conversation, string sender, string clientId, string[]? mentions = null)
    {
        var accepted = conversation.Accept(sender, Text(clientId, mentions: mentions), now: 1);
        Assert.True(accepted.IsNew, accepted.Message);
        conversation.Commit(accepted.Entry!);
        return accepted.Entry!;
    }

    /// <summary>Recalls an entry, as the grain does it.</summary>
    public static LogEntry Recall(this Conversation conversation, LogEntry target, string by)
    {
        var recall = conversation.AcceptOwn(by, ContentKind.Recall, default, now: 2);
        conversation.Commit(recall);
        conversation.CommitRecall(target with { RecalledBy = by, RecalledAt = 2, RecallSeq = recall.Seq });
        return recall;
    }

    public static Member Seat(this Conversation conversation, string user) => conversation.MayLook(user).Member!;

    public static Standing Now(this Conversation conversation, string user)
    {
        var member = conversation.Seat(user);
        return conversation.StandingOf(member, conversation.Committed, conversation.CommittedCounted);
    }
}
