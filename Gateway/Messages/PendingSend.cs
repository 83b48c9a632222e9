using System.Diagnostics;
using OrleansIm.Protocol.Frames.Client;

namespace OrleansIm.Gateway.Messages;

/// <summary>A message that has no answer yet.</summary>
/// <param name="Frame">As it came.</param>
/// <param name="Since">When it came (a timestamp).</param>
/// <param name="Span">Its trace, from the frame to the answer; null unless it is sampled.</param>
internal readonly record struct PendingSend(SendFrame Frame, long Since, Activity? Span);
