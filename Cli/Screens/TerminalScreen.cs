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
    private readonly Channel<string> _typed = Channel.CreateUnbounded<string>();
    private readonly LineEditor _editor = new();
    private readonly Lock _drawing = new();
    private readonly TimeProvider _time;
    private readonly WaitingRows _waiting = new();
    private Place? _open;
    private string _read = string.Empty;
    private int _rowsAbove;

    public TerminalScreen(TimeProvider time)
    {
        _time = time;
        new Thread(ReadKeys) { IsBackground = true, Name = "keys" }.Start();
    }

    public bool IsForScripts => false;

    public ChannelReader<string> Typed => _typed.Reader;

    private string Prompt => $"{_open?.Name}{_read}> ";

    public void Opened(Place? place) => Redraw(() => (_open, _read) = (place, string.Empty));

    // A direct conversation has one reader, who needs no name.
    public void Readers(long seq, IReadOnlyList<string> users) => Redraw(() => _read = users.Count == 0
        ? string.Empty
        : _open is { IsGroup: true } ? $" (read by {ReaderNames.Of(users)})" : " (read)");

    public void Waiting(OutgoingMessage message, bool isHeldUp) => Redraw(() => _waiting.Add(message));

    public void Settled(OutgoingMessage message) => Redraw(() => _waiting.Remove(message));

    public void Message(ChatMessage message, string from, bool isOwn, bool justSent)
    {
        var text = Markup.Escape(message.Text).Replace("\n", "\n            ", StringComparison.Ordinal);
        Above(message.Kind is "tip" or "recall" or "edit" or "reaction"
            ? $"[grey]{Clock(message)} {message.Seq,4}  {text}[/]"
            : $"[grey]{Clock(message)} {message.Seq,4}[/]  [{(isOwn ? "green" : "aqua")}]{Markup.Escape(from)}[/]  "
                + $"{(message.IsRecalled ? "[grey italic]" + text + "[/]" : text + Tick(isOwn))}");
    }

    public void Elsewhere(Place place, ChatMessage message, string from, bool justSent)
    {
        // Always in brackets: a bare name would look like a line of the open conversation.
        var isNamed = message.IsWritten && from != place.Name;
        var text = message is { Kind: "recall", IsExpiry: false } && !place.IsGroup
            ? string.Create(CultureInfo.InvariantCulture, $"recalled #{message.Target}")
            : Shortened(message.Text, 60);
        Above($"[grey]{Clock(message)} {message.Seq,4}[/]  [yellow][[{Markup.Escape(place.Name)}]][/]  "
            + (isNamed ? Markup.Escape(from) + ": " : string.Empty) + Markup.Escape(text) + Tick(justSent));
    }

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
                line.Unread > 0 ? string.Create(CultureInfo.InvariantCulture, $"[yellow]{line.Unread} new{(line.Mentioned > 0 ? $", {line.Mentioned} @you" : string.Empty)}[/]") : string.Empty,
                $"[grey]{Markup.Escape(Shortened(line.Last?.Text ?? string.Empty, 50))}[/]");
        }

        lock (_drawing)
        {
            Erase();
            AnsiConsole.Write(table);
            Draw();
        }
    }

    public void Notice(string text) => Above($"[grey]{Markup.Escape(text)}[/]");

    public void Problem(string text) => Above($"[red]{Markup.Escape(text)}[/]");

    public void Dispose()
    {
        lock (_drawing)
        {
            Erase();
        }
    }

    private void Above(string markup)
    {
        lock (_drawing)
        {
            Erase();
            AnsiConsole.MarkupLine(markup);
            Draw();
        }
    }

    private void Redraw(Action change)
    {
        lock (_drawing)
        {
            change();
            Erase();
            Draw();
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
                Erase();
                Draw();
                if (line is not null)
                {
                    _typed.Writer.TryWrite(line);
                }
            }
        }
    }

    /// <summary>Takes away what stays below: the rows that wait and the line being typed.</summary>
    private void Erase()
    {
        Console.Write("\r" + (_rowsAbove > 0 ? string.Create(CultureInfo.InvariantCulture, $"\u001b[{_rowsAbove}A") : string.Empty) + "\u001b[J");
        _rowsAbove = 0;
    }

    private void Draw()
    {
        var rows = _waiting.Rows(Console.WindowWidth);
        foreach (var row in rows)
        {
            AnsiConsole.MarkupLine($"[grey]{Markup.Escape(row)}[/]");
        }

        _rowsAbove = rows.Count;
        DrawLine();
    }

    /// <summary>Draws prompt and line; a line that is too long shows the part around its cursor.</summary>
    private void DrawLine()
    {
        var prompt = Prompt;
        var room = Math.Max(10, Console.WindowWidth - Width(prompt) - 1);
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
        Console.Write(prompt + before + after + (back > 0 ? string.Create(CultureInfo.InvariantCulture, $"\u001b[{back}D") : string.Empty));
    }

    private string Clock(ChatMessage message) =>
        TimeZoneInfo.ConvertTime(message.Time, _time.LocalTimeZone).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Tick(bool isThere) => isThere ? " [grey]✓[/]" : string.Empty;

    private static int Width(string text) => text.GetCellWidth();

    private static string Shortened(string text, int length)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= length ? line : line[..length] + "…";
    }
}
