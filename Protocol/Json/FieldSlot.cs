using System.Text.Json;

namespace OrleansIm.Protocol.Json;

/// <summary>Where in a JSON text the value of a field lies, quotes or brackets included.</summary>
internal readonly record struct FieldSlot(int Start, int Length, JsonTokenType Token);
