using System.Globalization;

namespace OrleansIm.Load.Measure;

/// <summary>
/// CPU and memory of the server's processes, read from <c>/proc</c>. Children count, also those that have come and
/// gone since: their time is in the parent's <c>cutime</c> once they are reaped.
/// </summary>
internal sealed class ServerMeter(IReadOnlyList<int> roots)
{
    private const double MillisecondsPerTick = 10; // CLK_TCK is 100 on every Linux that .NET runs on.

    public bool HasServer => roots.Count > 0;

    /// <summary>One reading per root process.</summary>
    public IReadOnlyList<ProcessReading> Read()
    {
        var all = Snapshot();
        return [.. roots.Select(root => ReadTree(root, all))];
    }

    /// <summary>CPU milliseconds of this process.</summary>
    public static double OwnCpu() => Environment.CpuUsage.TotalTime.TotalMilliseconds;

    private static ProcessReading ReadTree(int root, Dictionary<int, Stat> all)
    {
        if (!all.TryGetValue(root, out var own))
        {
            throw new InvalidOperationException($"The server process {root} is gone.");
        }

        var cpu = own.Cpu + own.ReapedCpu;
        var rss = Status(root, "VmRSS:");
        foreach (var child in Descendants(root, all))
        {
            cpu += all[child].Cpu + all[child].ReapedCpu;
            // Shared buffers are mapped by every PostgreSQL child; once is enough.
            rss += Status(child, "RssAnon:");
        }

        return new ProcessReading(root, own.Name, cpu, rss);
    }

    private static IEnumerable<int> Descendants(int root, Dictionary<int, Stat> all)
    {
        var family = new HashSet<int> { root };
        bool grew;
        do
        {
            grew = false;
            foreach (var (pid, stat) in all)
            {
                grew |= family.Contains(stat.Parent) && family.Add(pid);
            }
        }
        while (grew);
        family.Remove(root);
        return family;
    }

    private static Dictionary<int, Stat> Snapshot()
    {
        var all = new Dictionary<int, Stat>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                && TryRead(folder + "/stat", out var line))
            {
                all[pid] = Parse(line);
            }
        }

        return all;
    }

    private static Stat Parse(string line)
    {
        var open = line.IndexOf('(', StringComparison.Ordinal);
        var close = line.LastIndexOf(')');
        var fields = line[(close + 2)..].Split(' ');
        return new Stat(
            line[(open + 1)..close],
            int.Parse(fields[1], CultureInfo.InvariantCulture),
            (Ticks(fields[11]) + Ticks(fields[12])) * MillisecondsPerTick,
            (Ticks(fields[13]) + Ticks(fields[14])) * MillisecondsPerTick);
    }

    private static long Ticks(string field) => long.Parse(field, CultureInfo.InvariantCulture);

    private static double Status(int pid, string field)
    {
        if (!TryRead($"/proc/{pid}/status", out var text))
        {
            return 0;
        }

        var line = text.Split('\n').FirstOrDefault(l => l.StartsWith(field, StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line[field.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }

    private static bool TryRead(string path, out string text)
    {
        try
        {
            text = File.ReadAllText(path);
            return text.Length > 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A process may end between the listing and the reading.
            text = "";
            return false;
        }
    }

    private readonly record struct Stat(string Name, int Parent, double Cpu, double ReapedCpu);
}
