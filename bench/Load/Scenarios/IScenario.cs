using System.Text.Json.Nodes;
using OrleansIm.Load.Traffic;

namespace OrleansIm.Load.Scenarios;

/// <summary>One kind of load.</summary>
internal interface IScenario
{
    /// <summary>Runs it and returns the figures; the member <c>exact</c> says whether all counts match.</summary>
    Task<JsonObject> RunAsync(LoadRun run);
}
