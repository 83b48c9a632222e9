using OrleansIm.Support.Campaigns;
using OrleansIm.Support.Machine;

namespace OrleansIm.Support.Faults;

/// <summary>A fault by its name, what it needs of the machine, and how to make it.</summary>
internal sealed record FaultKind(string Name, MachineParts Needs, Func<FaultSettings, INemesis> Make);
