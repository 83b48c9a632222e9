using System.Text.Json;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Identity;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Native;

/// <summary>Reads the fields that name a conversation, a group or a receiver.</summary>
internal static class Places
{
    private const string Canonical = "must be d:A:B with A before B, or g:ID";

    // d:A:B with both names at their longest and every character written as an escape.
    private const int LongestConversation = (2 + 64 + 1 + 64) * 6;

    /// <summary>A conversation's canonical name; null if absent or wrong.</summary>
    public static string? Conversation(ref Fields fields, int field)
    {
        var text = fields.Text(field, LongestConversation);
        if (text is not null && !ConversationId.IsValid(text))
        {
            fields.Invalid(field, Canonical);
            return null;
        }

        return text;
    }

    /// <summary>The same for a string that stands in a list; empty if wrong.</summary>
    /// <param name="fields">Is told what is wrong.</param>
    /// <param name="field">Of the list.</param>
    /// <param name="raw">The string, quotes included.</param>
    public static string Conversation(ref Fields fields, int field, ReadOnlySpan<byte> raw)
    {
        if (raw.Length <= LongestConversation + 2 && JsonValue.TryString(raw, out var text) && ConversationId.IsValid(text))
        {
            return text;
        }

        fields.Invalid(field, Canonical);
        return string.Empty;
    }

    /// <summary>The <c>conversation</c> that a request must have.</summary>
    public static string RequiredConversation(ref Fields fields)
    {
        fields.Require(NativeFields.Conversation);
        return Conversation(ref fields, NativeFields.Conversation) ?? string.Empty;
    }

    /// <summary>A group's id, given as <c>ID</c> or <c>g:ID</c>; null if absent or wrong.</summary>
    public static string? Group(ref Fields fields, int field)
    {
        var text = fields.Text(field, LongestConversation);
        if (text is null)
        {
            return null;
        }

        var group = ConversationId.IsGroup(text) ? ConversationId.GroupOf(text) : text;
        if (!Ids.IsName(group))
        {
            fields.Invalid(field, "must be a group's id");
            return null;
        }

        return group;
    }

    /// <summary>The group of a group request: <c>group</c>, or the group's conversation in its place.</summary>
    public static string RequiredGroup(ref Fields fields)
    {
        if (fields.Has(NativeFields.Group) == fields.Has(NativeFields.Conversation))
        {
            fields.Invalid(NativeFields.Group, "is missing, or given together with 'conversation'");
            return string.Empty;
        }

        if (fields.Has(NativeFields.Group))
        {
            return Group(ref fields, NativeFields.Group) ?? string.Empty;
        }

        var conversation = Conversation(ref fields, NativeFields.Conversation);
        if (conversation is null || ConversationId.IsGroup(conversation))
        {
            return conversation is null ? string.Empty : ConversationId.GroupOf(conversation);
        }

        fields.Invalid(NativeFields.Conversation, "is no group's");
        return string.Empty;
    }

    /// <summary>Where a message goes: <c>to</c> with one receiver, <c>to</c> with a conversation's name, or <c>conversation</c>.</summary>
    public static Target Target(ref Fields fields)
    {
        if (fields.Has(NativeFields.To) == fields.Has(NativeFields.Conversation))
        {
            fields.Invalid(NativeFields.To, "is missing, or given together with 'conversation'");
            return default;
        }

        if (fields.Has(NativeFields.Conversation))
        {
            return new Target(null, null, Conversation(ref fields, NativeFields.Conversation));
        }

        if (fields.TokenOf(NativeFields.To) == JsonTokenType.String)
        {
            return new Target(null, null, Conversation(ref fields, NativeFields.To));
        }

        if (!fields.TryObject(NativeFields.To, NativeFields.ToTable, out var to))
        {
            return default;
        }

        var target = TargetOf(ref to);
        fields.Fail(to.Fault);
        return target;
    }

    /// <summary>One receiver: the fields of an object that names a user, a group or a conversation. Its faults are the caller's to pass on.</summary>
    public static Target TargetOf(ref Fields to)
    {
        var target = new Target(
            to.Name(NativeFields.ToUser),
            Group(ref to, NativeFields.ToGroup),
            Conversation(ref to, NativeFields.ToConversation));
        if (Given(to, NativeFields.ToUser) + Given(to, NativeFields.ToGroup) + Given(to, NativeFields.ToConversation) != 1)
        {
            to.Fail(Fault.Invalid("'to' must name one user, one group or one conversation."));
        }

        return target;
    }

    private static int Given(in Fields fields, int field) => fields.Has(field) ? 1 : 0;
}
