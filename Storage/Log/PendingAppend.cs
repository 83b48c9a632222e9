namespace OrleansIm.Storage.Log;

/// <summary>An append in the queue, and whoever waits for it.</summary>
internal sealed class PendingAppend(ConversationAppend append)
{
    public ConversationAppend Append { get; } = append;

    public TaskCompletionSource<AppendStatus> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True if it must not share a part with others any more: together they were refused.</summary>
    public bool Alone { get; set; }
}
