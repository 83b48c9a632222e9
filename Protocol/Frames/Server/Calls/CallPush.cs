using OrleansIm.Domain.Calls;

namespace OrleansIm.Protocol.Frames.Server.Calls;

/// <summary>Something has happened in a call.</summary>
/// <param name="Conversation">The conversation to which the call belongs.</param>
/// <param name="News">What.</param>
public sealed record CallPush(string Conversation, CallNews News) : ServerFrame;
