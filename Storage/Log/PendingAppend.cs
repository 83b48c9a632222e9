namespace OrleansIm.Storage.Log;

/// <summary>An append in the queue, and whoever waits for it.</summary>
internal sealed record PendingAppend(ConversationAppend Append, TaskCompletionSource<AppendStatus> Committed);
