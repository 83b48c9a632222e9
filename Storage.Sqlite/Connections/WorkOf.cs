namespace OrleansIm.Storage.Sqlite.Connections;

/// <summary>Work with a result.</summary>
internal sealed class WorkOf<T>(Func<SqliteSession, T> body) : Work
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> Completion => _completion.Task;

    public override void Run(SqliteSession session) => _result = body(session);

    public override void Succeed() => _completion.TrySetResult(_result);

    public override void Fail(Exception reason) => _completion.TrySetException(reason);
}
