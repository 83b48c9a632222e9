using System.Diagnostics;

namespace OrleansIm.Support.Machine;

/// <summary>Runs programs of the system that set something up and end.</summary>
internal static class Tool
{
    /// <exception cref="InvalidOperationException">It ended with another code than 0: what it said.</exception>
    public static async Task RunAsync(string program, params string[] arguments)
    {
        var (code, said) = await TryAsync(program, arguments);
        if (code != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with code {code}: {said}");
        }
    }

    /// <summary>Gives the code it ended with, and all it said.</summary>
    public static async Task<(int Code, string Said)> TryAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(Quiet(program, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + error);
    }

    /// <summary>The same for the end of this process, when nothing can be awaited any more. What fails then, nobody can be told.</summary>
    public static void RunAtExit(string program, params string[] arguments)
    {
        using var process = Process.Start(Quiet(program, arguments))!;
        process.WaitForExit(5000);
    }

    /// <summary>True if the program is there, where such programs are.</summary>
    public static bool IsThere(string program) =>
        new[] { "/usr/sbin", "/usr/bin", "/sbin", "/bin" }.Any(folder => File.Exists(Path.Combine(folder, program)));

    private static ProcessStartInfo Quiet(string program, IEnumerable<string> arguments) =>
        new(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
}
