using System.Text.RegularExpressions;

namespace OrleansIm.EndToEnd.Tests.Replay;

/// <summary>A line of a recording: <c>WHO&gt; frame</c> is sent on WHO's connection, <c>WHO&lt; frame</c> comes on it, <c>WHO!</c> hangs up.</summary>
/// <param name="Number">Where it stands, from 1.</param>
/// <param name="Who">Names the connection; the first line that sends opens it.</param>
/// <param name="Sign">What happens.</param>
/// <param name="Frame">The frame, with placeholders.</param>
internal sealed partial record ScriptLine(int Number, string Who, char Sign, string Frame)
{
    /// <summary>The lines of a file; those that begin with # say what it is about.</summary>
    public static IEnumerable<ScriptLine> Read(string file)
    {
        var number = 0;
        foreach (var text in File.ReadLines(file))
        {
            number++;
            if (text.Length > 0 && text[0] != '#')
            {
                var line = Pattern().Match(text);
                Assert.True(line.Success, $"{file}, line {number}: neither sent nor received: {text}");
                yield return new ScriptLine(number, line.Groups[1].Value, line.Groups[2].Value[0], line.Groups[3].Value);
            }
        }
    }

    public override string ToString() => Sign == '!' ? $"{Who}!" : $"{Who}{Sign} {Frame}";

    [GeneratedRegex(@"^([\w-]+)([><!]) ?(.*)$")]
    private static partial Regex Pattern();
}
