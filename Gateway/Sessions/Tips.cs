using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OrleansIm.Domain.Messages;
using OrleansIm.Protocol.Messages;

namespace OrleansIm.Gateway.Sessions;

/// <summary>
/// Tips in the language of whoever reads them. They come with the text in the default language, so for most there is nothing
/// to do; for the others each tip of a large group, which is one array for all its readers here, is written once.
/// </summary>
internal static class Tips
{
    private static readonly ConditionalWeakTable<byte[], Translation> Written = [];

    public static MessageItem InLanguage(in MessageItem item, string language)
    {
        if (language == TipTexts.Default)
        {
            return item;
        }

        if (!MemoryMarshal.TryGetArray(item.Json, out var bytes) || bytes.Count != bytes.Array!.Length)
        {
            return MessageJson.InLanguage(item, language);
        }

        if (!Written.TryGetValue(bytes.Array, out var found) || found.Language != language)
        {
            found = new Translation(language, MessageJson.InLanguage(item, language));
            Written.AddOrUpdate(bytes.Array, found);
        }

        return found.Item;
    }

    private sealed record Translation(string Language, MessageItem Item);
}
