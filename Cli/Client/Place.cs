using System.Text.Json.Nodes;

namespace OrleansIm.Cli.Client;

/// <summary>A conversation as this user names it: the other user, or <c>g:ID</c>.</summary>
internal sealed record Place(string Conversation, string Name)
{
    private const string GroupPrefix = "g:";

    public bool IsGroup => Conversation.StartsWith(GroupPrefix, StringComparison.Ordinal);

    public string Group => Conversation[GroupPrefix.Length..];

    /// <summary>What a user types: another user, or a group as <c>g:ID</c>, or a conversation's full name.</summary>
    public static Place Named(string self, string name)
    {
        if (name.StartsWith(GroupPrefix, StringComparison.Ordinal))
        {
            return new Place(name, name);
        }

        if (name.StartsWith("d:", StringComparison.Ordinal))
        {
            return Of(self, name);
        }

        return new Place(
            string.CompareOrdinal(self, name) <= 0 ? $"d:{self}:{name}" : $"d:{name}:{self}", name);
    }

    /// <summary>A conversation as the server names it.</summary>
    public static Place Of(string self, string conversation)
    {
        var parts = conversation.Split(':');
        return parts is ["d", var first, var second]
            ? new Place(conversation, first == self ? second : first)
            : new Place(conversation, conversation);
    }

    public JsonObject Target() => new() { ["conversation"] = Conversation };
}
