namespace OrleansIm.EndToEnd.Tests.Abuse.Requests;

/// <summary>A field of a request.</summary>
/// <param name="Name">On the wire.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Required">A request without it is refused.</param>
/// <param name="Good">JSON of a right value; null for what the kind gives, empty for a field left out of the good request.</param>
public sealed record RequestField(string Name, FieldKind Kind, bool Required = true, string? Good = null);
