namespace OrleansIm.Support.Checking;

/// <summary>One recall that was answered with a receipt.</summary>
/// <param name="By">Who asked.</param>
/// <param name="Conversation">Where.</param>
/// <param name="Target">Sequence of the message taken back.</param>
/// <param name="Entry">Sequence of the recall's own entry, as the receipt told.</param>
public readonly record struct RecallAttempt(string By, string Conversation, long Target, long Entry);
