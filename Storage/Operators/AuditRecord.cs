namespace OrleansIm.Storage.Operators;

/// <summary>One line of the operators' audit log. Never holds message text.</summary>
/// <param name="Id">Its place; 0 before it is stored.</param>
/// <param name="Time">When, Unix milliseconds.</param>
/// <param name="Operator">Who.</param>
/// <param name="Action">What, such as <c>kick</c>.</param>
/// <param name="Target">On what: a user, a conversation, a gateway.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Address">Where the operator's browser was.</param>
public sealed record AuditRecord(long Id, long Time, string Operator, string Action, string Target, string Outcome, string Address);
