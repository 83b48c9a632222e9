using OrleansIm.Domain.Calls;

namespace OrleansIm.Protocol.Frames.Client.Calls;

/// <summary>The user does something in a call.</summary>
/// <param name="Id">Request id; null if no answer is wanted.</param>
/// <param name="Act">What.</param>
/// <param name="Call">The call.</param>
/// <param name="To">For whom, of a signal; null for the only other one.</param>
/// <param name="Payload">Opaque JSON that goes along; may be empty.</param>
public sealed record CallActFrame(string? Id, CallAct Act, string Call, string? To, ReadOnlyMemory<byte> Payload) : ClientFrame(Id);
