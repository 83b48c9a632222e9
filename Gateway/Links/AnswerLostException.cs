namespace OrleansIm.Gateway.Links;

/// <summary>The answer of a call may have gone down with a silo: its outcome is unknown, and nothing will tell.</summary>
internal sealed class AnswerLostException() : TimeoutException("The answer may be lost with a silo that has gone.");
