using OrleansIm.Domain.Calls;

namespace OrleansIm.Protocol.Frames.Server.Calls;

/// <summary>What was done in a call has taken effect.</summary>
/// <param name="Re">Request id.</param>
/// <param name="Dup">True if it had before.</param>
/// <param name="Standing">How the call stands now.</param>
public sealed record CallReceipt(string Re, bool Dup, CallNews Standing) : ServerFrame;
