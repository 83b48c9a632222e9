using OrleansIm.Domain.Conversations;
using OrleansIm.Storage.Log;

namespace OrleansIm.Grains.Conversations;

/// <summary>Makes the domain's conversation out of what is stored.</summary>
internal static class ConversationLoader
{
    public static async ValueTask<Conversation> LoadAsync(IMessageLog log, string id, CancellationToken cancellation)
    {
        var conversation = new Conversation(id);
        var stored = await log.LoadAsync(id, Conversation.RecentKept, cancellation);
        if (stored is null)
        {
            return conversation;
        }

        conversation.Restore(stored.Head, stored.HeadCounted, stored.Large, stored.Rules);
        conversation.RestoreMembers(stored.Members.Select(row => Member.Restore(
            row.User, row.Role, row.JoinedSeq, row.LeftSeq, row.ReadSeq, row.ClearedSeq, row.CountedAtBase, row.LooksBack, row.MutedUntil,
            row.HiddenSeq, row.Hides)));
        foreach (var entry in stored.Recent)
        {
            conversation.RestoreRecent(entry);
        }

        foreach (var seq in stored.Recalled)
        {
            conversation.RestoreRecalled(seq);
        }

        foreach (var expiring in stored.Expiring)
        {
            conversation.Expiries.Add(expiring.Seq, expiring.Sender, expiring.Seconds);
        }

        foreach (var mention in stored.Mentions)
        {
            conversation.RestoreMention(mention.Seq, mention.User, mention.Sender);
        }

        foreach (var hidden in stored.Hidden)
        {
            conversation.RestoreHidden(hidden.Seq, hidden.User);
        }

        return conversation;
    }
}
