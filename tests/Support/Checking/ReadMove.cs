namespace OrleansIm.Support.Checking;

/// <summary>A read cursor that the server confirmed.</summary>
public readonly record struct ReadMove(string User, string Conversation, long Seq);
