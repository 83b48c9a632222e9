using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Storage.Members;

namespace OrleansIm.Grains.Users;

/// <summary>How far devices have received conversations, on its way to the storage.</summary>
internal sealed class DeviceReceipts(string user, UserChats chats, CursorWriter cursors)
{
    /// <summary>A session has acknowledged.</summary>
    public void Ack(UserSession session, SeqMark[] acks)
    {
        foreach (var (conversation, seq) in acks)
        {
            // A device can't have what does not exist: an acknowledgement from the future is cut to the head.
            if (chats.Known?.Find(conversation) is { } chat
                && session.Cursors.Received(conversation, chat.View.Large ? seq : Math.Min(seq, chat.View.Head)))
            {
                Note(session, conversation);
            }
        }
    }

    /// <summary>The device's cursor has moved: the storage learns of it a moment later.</summary>
    public void Note(UserSession session, string conversation) =>
        cursors.Note(new DeviceCursor(user, session.Device, conversation, session.Cursors.Of(conversation)));
}
