namespace OrleansIm.Protocol.Json;

/// <summary>What a pass over a JSON object found.</summary>
internal enum ScanResult
{
    Ok,

    /// <summary>Not JSON, too deep, or something behind it.</summary>
    Malformed,

    /// <summary>JSON, but no object.</summary>
    NotObject,

    /// <summary>A known field stands there twice: readers would disagree about its value.</summary>
    Duplicate,
}
