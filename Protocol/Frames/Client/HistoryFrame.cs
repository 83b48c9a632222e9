namespace OrleansIm.Protocol.Frames.Client;

/// <summary>A range read. At most one of Before and After is not 0; with neither, the newest entries are meant.</summary>
/// <param name="Id">Request id.</param>
/// <param name="Conversation">Which.</param>
/// <param name="Before">Entries below this, the newest first to be chosen; 0 if not given.</param>
/// <param name="After">Entries above this; -1 if not given (0 asks from the beginning).</param>
/// <param name="Limit">1 to 200.</param>
public sealed record HistoryFrame(string Id, string Conversation, long Before, long After, int Limit) : ClientFrame(Id);
