namespace OrleansIm.Support.Servers;

/// <summary>What the threads of a process do, as proc(5) tells it.</summary>
internal static class ProcessThreads
{
    /// <summary>True if none of its threads can run before a SIGCONT.</summary>
    public static bool AllStand(int pid)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{pid}/task").All(Stands);
        }
        catch (DirectoryNotFoundException)
        {
            // It has ended.
            return true;
        }
    }

    /// <summary>T is stopped by a signal; one that has gone in the meantime runs no more either.</summary>
    private static bool Stands(string thread)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(thread, "stat"));
            return stat[stat.LastIndexOf(')') + 2] is 'T' or 'X' or 'Z';
        }
        catch (IOException)
        {
            return true;
        }
    }
}
