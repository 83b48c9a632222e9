using System.Globalization;
using OrleansIm.Domain.Conversations;

namespace OrleansIm.Domain.Messages;

/// <summary>
/// The public id of a message, <c>CONVERSATION:SEQ</c>. It needs no storage of its own: the older dialect recalls and
/// acknowledges by message id alone, and this form finds the entry without an index.
/// </summary>
public static class MessageId
{
    public static string Of(string conversation, long seq) =>
        string.Create(CultureInfo.InvariantCulture, $"{conversation}:{seq}");

    public static bool TryParse(string id, out string conversation, out long seq)
    {
        var colon = id.LastIndexOf(':');
        conversation = colon > 0 ? id[..colon] : string.Empty;
        seq = 0;
        return colon > 0
            && long.TryParse(id.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out seq)
            && seq > 0
            && ConversationId.IsValid(conversation);
    }
}
