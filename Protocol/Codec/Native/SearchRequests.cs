using OrleansIm.Domain.Search;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Native;

/// <summary>Reads what looks for messages.</summary>
internal static class SearchRequests
{
    /// <summary>What is more than a page may hold is taken, as everywhere, and answered with a smaller page.</summary>
    private const int MaxLimit = 200;

    private const int LargestPage = 50;
    private const int DefaultLimit = 20;
    private const int MaxCursor = 256;

    public static ClientFrame Search(ref Fields fields, string? id)
    {
        fields.Require(NativeFields.Id);
        fields.Require(NativeFields.Text);
        var text = fields.Text(NativeFields.Text, SearchTerms.MaxBytes);
        if (text is not null && SearchTerms.Parse(text) is null)
        {
            fields.Invalid(NativeFields.Text, "holds neither letter nor digit");
        }

        var conversation = Places.Conversation(ref fields, NativeFields.Conversation);
        var before = fields.Text(NativeFields.Before, MaxCursor);
        if (before is not null && !SearchPlace.TryParse(before, out _))
        {
            fields.Invalid(NativeFields.Before, "must be the 'next' of a page");
        }

        return new SearchFrame(
            id ?? string.Empty, text ?? string.Empty, conversation, before, (int)Math.Min(fields.Integer(NativeFields.Limit, 1, MaxLimit, DefaultLimit), LargestPage));
    }
}
