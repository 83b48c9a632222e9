using System.Runtime.CompilerServices;

namespace OrleansIm.Protocol.Json;

/// <summary>A slot for each field a table may know.</summary>
[InlineArray(FieldTable.MaxFields)]
internal struct FieldSlots
{
    private FieldSlot _first;
}
