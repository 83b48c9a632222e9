namespace OrleansIm.Support.Machine;

/// <summary>
/// The wall clock of one process, which can be put forward and back while it runs; its monotonic clock and its waits go on as
/// ever, and the machine's clock is never touched. What does it is a few lines of C that are loaded into the process:
/// libfaketime was tried, makes every reading of every clock a hundred times as slow, and disturbs the runtime's waits.
/// </summary>
public sealed class ProcessClock : IDisposable
{
    private const string Source = "clock.c";

    private static readonly Lazy<Task<string>> Compiled = new(CompileAsync);

    private readonly string _library;
    private readonly string _file = Path.GetTempFileName();

    private ProcessClock(string library)
    {
        _library = library;
        Put(TimeSpan.Zero);
    }

    /// <summary>What the process must have in its environment.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["LD_PRELOAD"] = _library,
        ["OIM_TEST_CLOCK"] = _file,
    };

    public static async Task<ProcessClock> CreateAsync() => new(await Compiled.Value);

    /// <summary>From now on it goes so much before or behind the machine's.</summary>
    public void Put(TimeSpan offset)
    {
        // Eight bytes in one write, into a page that the process has mapped.
        using var file = File.OpenHandle(_file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        RandomAccess.Write(file, BitConverter.GetBytes((long)offset.TotalSeconds), 0);
    }

    public void Dispose() => File.Delete(_file);

    /// <summary>Finds out whether there is a compiler that can make it.</summary>
    internal static Task TryAsync() => Compiled.Value;

    private static async Task<string> CompileAsync()
    {
        var folder = Directory.CreateTempSubdirectory("oim-clock-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var library = Path.Combine(folder, "clock.so");
        await Tool.RunAsync("cc", "-O2", "-shared", "-fPIC", "-o", library, Path.Combine(AppContext.BaseDirectory, "Machine", Source), "-ldl");
        return library;
    }
}
