namespace OrleansIm.Domain.Messages;

/// <summary>Facts about the kinds: their names on the wire, who may make them, which count.</summary>
public static class ContentKinds
{
    private static readonly (ContentKind Kind, string Name)[] Names =
    [
        (ContentKind.Text, "text"), (ContentKind.Audio, "audio"), (ContentKind.Picture, "picture"),
        (ContentKind.Video, "video"), (ContentKind.File, "file"), (ContentKind.Location, "location"),
        (ContentKind.Card, "card"), (ContentKind.Custom, "custom"), (ContentKind.Merged, "merged"),
        (ContentKind.Tip, "tip"), (ContentKind.Recall, "recall"), (ContentKind.Edit, "edit"),
        (ContentKind.Reaction, "reaction"), (ContentKind.Call, "call"), (ContentKind.MissedCall, "call"),
    ];

    /// <summary>True for what counts as unread: messages, and calls that were missed.</summary>
    public static bool Counts(ContentKind kind) => kind is > ContentKind.None and < ContentKind.Tip;

    /// <summary>True for what a person wrote: only that can be recalled, edited, reacted to and sent on.</summary>
    public static bool IsMessage(ContentKind kind) => Counts(kind) && kind != ContentKind.MissedCall;

    /// <summary>True for what stands in a chat list as the last of its conversation; edits and reactions are about something that stands there.</summary>
    public static bool Lists(ContentKind kind) => kind is not (ContentKind.Edit or ContentKind.Reaction);

    public static string NameOf(ContentKind kind) => Array.Find(Names, pair => pair.Kind == kind).Name ?? "none";

    /// <summary>The kind of that name, or <see cref="ContentKind.None"/>.</summary>
    public static ContentKind Parse(string name) =>
        Array.Find(Names, pair => string.Equals(pair.Name, name, StringComparison.Ordinal)).Kind;

    /// <summary>One bit per kind, for sets of kinds that a receiver can show.</summary>
    public static ulong Bit(ContentKind kind) => 1UL << (int)kind;
}
