using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Storage.Members;

namespace OrleansIm.Grains.Users;

/// <summary>How far devices have received conversations, on its way to the storage.</summary>
internal sealed class DeviceReceipts(string user, UserChats chats, IMemberStore store, CursorWriter cursors)
{
    /// <summary>A session has acknowledged.</summary>
    public void Ack(UserSession session, SeqMark[] acks)
    {
        foreach (var (conversation, seq) in acks)
        {
            // A device can't have what does not exist: an acknowledgement from the future is cut to the head. That of a large conversation
            // is not followed here; there the gateway, which follows it, has done so.
            if (chats.Known?.Find(conversation) is { } chat
                && session.Cursors.Received(conversation, chat.View.Large ? seq : Math.Min(seq, chat.View.Head)))
            {
                Note(session, conversation);
            }
        }
    }

    /// <summary>
    /// Cursors that were believed beyond the end of their conversation would keep from the device whatever is written up to there: they
    /// count as its end. The list must have been read anew.
    /// </summary>
    public async ValueTask CutAsync(UserSession session, ChatList list)
    {
        var beyond = list.All.Where(chat => session.Cursors.Of(chat.Conversation) > chat.View.Head)
            .Select(chat => new DeviceCursor(user, session.Device, chat.Conversation, chat.View.Head)).ToList();
        foreach (var cursor in beyond)
        {
            await store.CutCursorAsync(cursor, CancellationToken.None);
            session.Cursors.Cut(cursor.Conversation, cursor.Seq);
        }
    }

    /// <summary>The device's cursor has moved: the storage learns of it a moment later.</summary>
    public void Note(UserSession session, string conversation) =>
        cursors.Note(new DeviceCursor(user, session.Device, conversation, session.Cursors.Of(conversation)));
}
