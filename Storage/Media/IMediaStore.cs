namespace OrleansIm.Storage.Media;

/// <summary>
/// Who still shows a picture, a video, a file: every message holds its media, and a forwarded one has a hold of its own. What nobody
/// holds any more may go.
/// </summary>
public interface IMediaStore
{
    /// <summary>A message is there that shows these. Telling the same twice is no second hold.</summary>
    void Hold(IReadOnlyList<string> media, string message);

    /// <summary>The message was recalled.</summary>
    void Release(IReadOnlyList<string> media, string message);
}
