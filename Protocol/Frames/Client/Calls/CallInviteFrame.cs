using OrleansIm.Domain.Calls;

namespace OrleansIm.Protocol.Frames.Client.Calls;

/// <summary>The user calls another, or members of a group.</summary>
/// <param name="Id">Request id.</param>
/// <param name="To">Whom.</param>
/// <param name="Media">What it is about.</param>
/// <param name="Users">Of a group: whom of it; null for all.</param>
/// <param name="Offer">Opaque JSON for those who are called; may be empty.</param>
public sealed record CallInviteFrame(
    string Id, Target To, CallMedia Media, IReadOnlyList<string>? Users, ReadOnlyMemory<byte> Offer) : ClientFrame(Id);
