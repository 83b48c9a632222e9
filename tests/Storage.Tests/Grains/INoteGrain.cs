namespace OrleansIm.Storage.Tests.Grains;

/// <summary>A grain that remembers.</summary>
[Alias("test.INoteGrain")]
public interface INoteGrain : IGrainWithStringKey
{
    [Alias("Write")]
    Task WriteAsync(string text);

    [Alias("Read")]
    Task<string> ReadAsync();

    [Alias("Clear")]
    Task ClearAsync();

    [Alias("Sleep")]
    Task SleepAsync();
}
