namespace OrleansIm.Protocol.Messages;

/// <summary>What a field of a content may hold.</summary>
internal enum ContentRule : byte
{
    /// <summary>The text of a message: 1 to 8192 bytes.</summary>
    Body,

    /// <summary>A short string: names, titles.</summary>
    Label,

    /// <summary>A longer string that stands in for something else.</summary>
    Fallback,

    /// <summary>What an upload returned: an object, or its id.</summary>
    Media,

    /// <summary>A finite number from 0.</summary>
    Amount,

    /// <summary>An integer from 0.</summary>
    Size,

    Latitude,

    Longitude,

    User,

    Group,

    /// <summary>Any JSON.</summary>
    Any,

    /// <summary>Up to 100 objects.</summary>
    Items,
}
