using System.Globalization;
using OrleansIm.Cli.Client;
using Spectre.Console;

namespace OrleansIm.Cli.Screens;

/// <summary>Messages under way, one row each, between what has happened and the line being typed.</summary>
internal sealed class WaitingRows
{
    private const int Most = 5;

    private readonly List<OutgoingMessage> _messages = [];

    public void Add(OutgoingMessage message) => _messages.Add(message);

    public void Remove(OutgoingMessage message) => _messages.Remove(message);

    /// <summary>The rows as they are to be shown, none wider than the terminal.</summary>
    public IReadOnlyList<string> Rows(int width) =>
    [
        .. _messages.Take(Most).Select(message => Fit($"        …  you → {message.Place.Name}  {ContentText.Clean(message.Text)}", width)),
        .. _messages.Count > Most ? [string.Create(CultureInfo.InvariantCulture, $"        …  and {_messages.Count - Most} more")] : Array.Empty<string>(),
    ];

    private static string Fit(string text, int width)
    {
        var line = text.ReplaceLineEndings(" ");
        var end = 0;
        var used = 0;
        while (end < line.Length)
        {
            var next = StringInfo.GetNextTextElementLength(line, end);
            used += line.Substring(end, next).GetCellWidth();
            if (used > width - 1)
            {
                return line[..end];
            }

            end += next;
        }

        return line;
    }
}
