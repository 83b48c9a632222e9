namespace OrleansIm.Grains;

/// <summary>How what runs in the background waits for the storage.</summary>
internal static class StorageWaits
{
    /// <summary>
    /// Waits for an answer until this silo stops. The storage is not told of the stop: to have a statement cancelled the driver connects to the
    /// database, inside of whoever cancels, and waits for its answer. Where the database is cut off, which is why a silo may be
    /// stopping, the stop would wait for that. What is no longer waited for ends with the process.
    /// </summary>
    public static Task<T> UntilStopAsync<T>(this ValueTask<T> answer, CancellationToken stopping) => answer.AsTask().UntilStopAsync(stopping);

    /// <summary>As the other overload.</summary>
    public static async Task<T> UntilStopAsync<T>(this Task<T> answer, CancellationToken stopping)
    {
        await UntilStopAsync((Task)answer, stopping);
        return await answer;
    }

    /// <summary>As the other overload.</summary>
    public static async Task UntilStopAsync(this Task answer, CancellationToken stopping)
    {
        try
        {
            await answer.WaitAsync(stopping);
        }
        catch (OperationCanceledException) when (!answer.IsCompleted)
        {
            _ = answer.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw;
        }
    }
}
