namespace OrleansIm.Gateway.Tests.Fakes;

/// <summary>Waits for what has to come, however slow the machine is, and says what did not come instead of standing still.</summary>
internal static class Patient
{
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(2);

    public static async ValueTask<T> ForAsync<T>(string what, ValueTask<T> coming)
    {
        if (coming.IsCompleted)
        {
            return await coming;
        }

        var task = coming.AsTask();
        await ForAsync(what, (Task)task);
        return await task;
    }

    public static async Task ForAsync(string what, Task coming)
    {
        try
        {
            await coming.WaitAsync(Most, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException) when (!coming.IsCompleted)
        {
            Assert.Fail($"Waited {Most.TotalSeconds:0} s in vain for {what}.");
        }
    }
}
