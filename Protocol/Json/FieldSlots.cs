using System.Runtime.CompilerServices;

namespace OrleansIm.Protocol.Json;

/// <summary>A slot for each field a table may know.</summary>
[InlineArray(Capacity)]
internal struct FieldSlots
{
    public const int Capacity = 64;

    private FieldSlot _first;
}
