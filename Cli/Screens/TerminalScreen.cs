using System.Globalization;
using System.Threading.Channels;
using OrleansIm.Cli.Client;
using Spectre.Console;

namespace OrleansIm.Cli.Screens;

/// <summary>
/// A terminal: what happens scrolls by above, the line being typed stays below it. Both are drawn by whoever has something new,
/// so that an arriving message never tears the line apart.
/// </summary>
internal sealed class TerminalScreen : IScreen
{
    private const string EraseLine = "\r\u001b[2K";

    private readonly Channel<string> _typed = Channel.CreateUnbounded<string>();
    private readonly LineEditor _editor = new();
    private readonly Lock _drawing = new();
    private readonly TimeProvider _time;
    private string _prompt = "> ";

    public TerminalScreen(TimeProvider time)
    {
        _time = time;
        new Thread(ReadKeys) { IsBackground = true, Name = "keys" }.Start();
    }

    public ChannelReader<string> Typed => _typed.Reader;

    public void Prompt(string text)
    {
        lock (_drawing)
        {
            _prompt = text;
            Console.Write(EraseLine);
            DrawLine();
        }
    }

    public void Message(ChatMessage message, string from, bool isOwn)
    {
        var text = Markup.Escape(message.Text).Replace("\n", "\n            ", StringComparison.Ordinal);
        Above(message.Kind is "tip" or "recall"
            ? $"[grey]{Clock(message)} {message.Seq,4}  {text}[/]"
            : $"[grey]{Clock(message)} {message.Seq,4}[/]  [{(isOwn ? "green" : "aqua")}]{Markup.Escape(from)}[/]  "
                + $"{(message.IsRecalled ? "[grey italic]" + text + "[/]" : text)}{(isOwn ? " [grey]✓[/]" : string.Empty)}");
    }

    public void Elsewhere(Place place, ChatMessage message, string from) => Above(
        $"[grey]{Clock(message)}[/]  [yellow]{Markup.Escape(place.Name)}[/]  {(message.IsWritten ? Markup.Escape(from) + ": " : string.Empty)}"
        + Markup.Escape(Shortened(message.Text, 60)));

    public void ChatList(IReadOnlyList<ChatLine> lines)
    {
        if (lines.Count == 0)
        {
            Notice("No conversations yet. /open NAME starts one.");
            return;
        }

        var table = new Table().Border(TableBorder.None).HideHeaders();
        table.AddColumns("number", "name", "unread", "last");
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            table.AddRow(
                string.Create(CultureInfo.InvariantCulture, $"[grey]#{i + 1}[/]"),
                Markup.Escape(line.Place.Name) + (line.HasLeft ? " [grey](left)[/]" : string.Empty),
                line.Unread > 0 ? string.Create(CultureInfo.InvariantCulture, $"[yellow]{line.Unread} new[/]") : string.Empty,
                $"[grey]{Markup.Escape(Shortened(line.Last?.Text ?? string.Empty, 50))}[/]");
        }

        lock (_drawing)
        {
            Console.Write(EraseLine);
            AnsiConsole.Write(table);
            DrawLine();
        }
    }

    public void Notice(string text) => Above($"[grey]{Markup.Escape(text)}[/]");

    public void Problem(string text) => Above($"[red]{Markup.Escape(text)}[/]");

    public void Dispose()
    {
        lock (_drawing)
        {
            Console.Write(EraseLine);
        }
    }

    private void Above(string markup)
    {
        lock (_drawing)
        {
            Console.Write(EraseLine);
            AnsiConsole.MarkupLine(markup);
            DrawLine();
        }
    }

    private void ReadKeys()
    {
        while (true)
        {
            ConsoleKeyInfo key;
            try
            {
                key = Console.ReadKey(intercept: true);
            }
            catch (InvalidOperationException)
            {
                // The terminal is gone.
                _typed.Writer.TryComplete();
                return;
            }

            if (key is { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } && _editor.Text.Length == 0)
            {
                _typed.Writer.TryComplete();
                return;
            }

            lock (_drawing)
            {
                var line = _editor.Take(key);
                Console.Write(EraseLine);
                DrawLine();
                if (line is not null)
                {
                    _typed.Writer.TryWrite(line);
                }
            }
        }
    }

    /// <summary>Draws prompt and line; a line that is too long shows the part around its cursor.</summary>
    private void DrawLine()
    {
        var room = Math.Max(10, Console.WindowWidth - Width(_prompt) - 1);
        var before = _editor.Text[.._editor.Cursor];
        while (Width(before) > room)
        {
            before = before[StringInfo.GetNextTextElementLength(before)..];
        }

        var after = _editor.Text[_editor.Cursor..];
        while (Width(before) + Width(after) > room)
        {
            after = after[..^1];
        }

        var back = Width(after);
        Console.Write(_prompt + before + after + (back > 0 ? string.Create(CultureInfo.InvariantCulture, $"\u001b[{back}D") : string.Empty));
    }

    private string Clock(ChatMessage message) =>
        TimeZoneInfo.ConvertTime(message.Time, _time.LocalTimeZone).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static int Width(string text) => text.GetCellWidth();

    private static string Shortened(string text, int length)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= length ? line : line[..length] + "…";
    }
}
