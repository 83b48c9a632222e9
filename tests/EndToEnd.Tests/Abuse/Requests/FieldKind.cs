namespace OrleansIm.EndToEnd.Tests.Abuse.Requests;

/// <summary>What a field of a request holds, which decides how it can be wrong.</summary>
public enum FieldKind
{
    /// <summary>A conversation the caller may see.</summary>
    Conversation,

    /// <summary>A group the caller is in.</summary>
    Group,

    /// <summary>Whom a message is for: <c>{"user":..}</c>, <c>{"group":..}</c> or <c>{"conversation":..}</c>.</summary>
    Target,

    /// <summary>A sequence number, from 1.</summary>
    Seq,

    /// <summary>A list of sequence numbers.</summary>
    Seqs,

    /// <summary>A user's id.</summary>
    User,

    /// <summary>A list of user ids.</summary>
    Users,

    /// <summary>The client's own id of something.</summary>
    ClientId,

    /// <summary>A message's content.</summary>
    Content,

    /// <summary>Words of people.</summary>
    Text,

    /// <summary>One of a few words.</summary>
    Word,

    /// <summary>The size of a page.</summary>
    Limit,

    /// <summary>A whole number that may be 0.</summary>
    Number,

    /// <summary>How long a message stands once it was read, in seconds.</summary>
    Expiry,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A call the caller has to do with.</summary>
    Call,

    /// <summary>Anything, within a limit.</summary>
    Opaque,

    /// <summary>A list of other things; only its being one is tried here.</summary>
    List,
}
