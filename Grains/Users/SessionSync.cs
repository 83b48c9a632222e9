using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Personal;

namespace OrleansIm.Grains.Users;

/// <summary>Catching up: a session asks for batch after batch until nothing is left, and is live from then on.</summary>
internal sealed class SessionSync(string user, UserChats list, DeviceReceipts receipts, IMessageLog log, IPersonalStore personal, IRevisionStore revisions)
{
    public async ValueTask<SyncBatch> NextAsync(UserSession session, ChatList chats, SyncRequest request)
    {
        if (request.Restart || session.Plan is null)
        {
            session.Live = false;
            await list.LoadAsync();
            await list.RefreshAsync(chats);
            await receipts.CutAsync(session, chats);
            session.Plan = new SyncPlan(session, chats);
        }

        var batch = await new SyncReader(user, log, personal, revisions).ReadAsync(session.Plan, request.MaxMessages, request.MaxBytes);
        var more = session.Plan.Current is not null || session.Plan.Extend(chats);
        if (!more)
        {
            session.Plan = null;
            session.Live = true;
        }

        return new SyncBatch(Known: true, batch, chats.TotalUnread, chats.UnreadConversations, chats.Rev, more);
    }
}
