using System.Runtime.CompilerServices;
using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Replay;

/// <summary>
/// What apps in the field say and hear, recorded once and played to every build: each frame that came then must come now. The recordings
/// are never changed, since apps that are installed aren't; a new one is a file of lines that are sent, completed by the command
/// <c>dotnet run -c Release --project tests/EndToEnd.Tests -- --explicit only --filter-method '*Record_what_has_no_answers_yet'</c> and read by somebody.
/// </summary>
public sealed class Replay_Tests(SqliteHouse house) : ServerTests(house)
{
    /// <summary>For the recorder alone: after so long a silence nothing more comes.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);

    public static TheoryData<string> Recordings =>
        [.. Directory.GetFiles(Folder(), "*.txt").Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task An_app_of_the_field_hears_what_it_has_always_heard(string recording)
    {
        await using var player = new Player(Server);
        var lines = ScriptLine.Read(FileOf(recording)).ToList();
        Assert.Contains(lines, static line => line.Sign == '<');
        foreach (var line in lines)
        {
            await player.PlayAsync(line);
        }

        player.CheckAllTaken();
    }

    [Fact(Explicit = true)]
    public async Task Record_what_has_no_answers_yet()
    {
        foreach (var file in Directory.GetFiles(Folder(), "*.txt").Where(static file => !ScriptLine.Read(file).Any(static line => line.Sign == '<')))
        {
            await using var player = new Player(Server);
            var recorded = File.ReadLines(file).TakeWhile(static line => line is [] or ['#', ..]).ToList();
            var sent = string.Empty;
            foreach (var line in ScriptLine.Read(file))
            {
                await player.PlayAsync(line);
                sent += line.Frame;
                recorded.Add(line.ToString());
                await Task.Delay(Silence, TestContext.Current.CancellationToken);
                recorded.AddRange(await player.TakeNewAsync(sent));
            }

            await File.WriteAllLinesAsync(file, recorded, TestContext.Current.CancellationToken);
        }
    }

    private static string FileOf(string recording) => Path.Combine(Folder(), recording + ".txt");

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Recordings");
}
