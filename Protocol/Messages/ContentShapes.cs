using OrleansIm.Domain.Messages;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Messages;

/// <summary>The content types that clients may send, field by field in canonical order.</summary>
internal static class ContentShapes
{
    public const int Type = 0;
    public const int CardUser = 15;
    public const int CardGroup = 16;

    // A content of 11 levels keeps the deepest frame that carries it (offline: frame, list, conversation, list, message)
    // within the 16 levels that a client must be able to read.
    private const int DeepestContent = 11;

    public static readonly FieldTable Fields = new(
        "type", "text", "media", "seconds", "width", "height", "cover", "name", "size", "lat", "lng", "title", "data",
        "fallback", "items", "user", "group")
    {
        MaxDepth = DeepestContent,
    };

    private static readonly Dictionary<ContentKind, ContentField[]> Shapes = new()
    {
        [ContentKind.Text] = [new(1, ContentRule.Body, true)],
        [ContentKind.Audio] = [Media, Seconds],
        [ContentKind.Picture] = [Media, Width, Height],
        [ContentKind.Video] = [Media, new(6, ContentRule.Media, false), Seconds, Width, Height],
        [ContentKind.File] = [Media, new(7, ContentRule.Label, false), new(8, ContentRule.Size, false)],
        [ContentKind.Location] = [new(9, ContentRule.Latitude, true), new(10, ContentRule.Longitude, true), Title],
        [ContentKind.Card] = [new(CardUser, ContentRule.User, false), new(CardGroup, ContentRule.Group, false)],
        [ContentKind.Custom] = [new(12, ContentRule.Any, true), new(13, ContentRule.Fallback, false)],
        [ContentKind.Merged] = [Title, new(14, ContentRule.Items, true)],
    };

    private static ContentField Media => new(2, ContentRule.Media, true);

    private static ContentField Seconds => new(3, ContentRule.Amount, false);

    private static ContentField Width => new(4, ContentRule.Amount, false);

    private static ContentField Height => new(5, ContentRule.Amount, false);

    private static ContentField Title => new(11, ContentRule.Label, false);

    public static ReadOnlySpan<ContentField> Of(ContentKind kind) => Shapes.GetValueOrDefault(kind);
}
