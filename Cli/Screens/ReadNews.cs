namespace OrleansIm.Cli.Screens;

/// <summary>
/// Tells the newest state of reading, and seldom: several readers share a line, and a lively talk has not one for each message.
/// </summary>
internal sealed class ReadNews(Action<string> tell, TimeProvider time)
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private DateTimeOffset _notBefore;
    private string? _news;
    private bool _isDue;

    /// <summary>Replaces what was not told yet; null if there is nothing to tell any more.</summary>
    public void Set(string? news)
    {
        lock (_gate)
        {
            _news = news;
            if (_news is not null && !_isDue)
            {
                _isDue = true;
                _ = TellLaterAsync(_notBefore - time.GetUtcNow());
            }
        }
    }

    private async Task TellLaterAsync(TimeSpan pause)
    {
        await Task.Delay(pause > Gathering ? pause : Gathering, time);
        lock (_gate)
        {
            _isDue = false;
            if (_news is { } news)
            {
                _news = null;
                _notBefore = time.GetUtcNow() + Pause;
                tell(news);
            }
        }
    }
}
