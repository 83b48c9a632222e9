using System.Globalization;
using System.Threading.Channels;
using OrleansIm.Cli.Client;

namespace OrleansIm.Cli.Screens;

/// <summary>Lines in, lines out, nothing else: for pipes and scripts. One entry is one line, whatever its text holds.</summary>
internal sealed class PlainScreen : IScreen
{
    private readonly Channel<string> _typed = Channel.CreateBounded<string>(16);
    private readonly Lock _writing = new();
    private readonly TextWriter _output;
    private readonly TimeProvider _time;
    private readonly ReadNews _readNews;

    public PlainScreen(TextReader input, TextWriter output, TimeProvider time)
    {
        _output = output;
        _time = time;
        _readNews = new ReadNews(Notice, time);
        _ = ReadAsync(input);
    }

    public bool IsForScripts => true;

    public ChannelReader<string> Typed => _typed.Reader;

    public void Opened(Place? place)
    {
    }

    public void Readers(long seq, IReadOnlyList<string> users) => _readNews.Set(
        users.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"read up to #{seq} by {ReaderNames.Of(users)}"));

    public void Message(ChatMessage message, string from, bool isOwn, bool justSent) => Write(
        message.Kind is "tip" or "recall" or "edit" or "reaction"
            ? $"{Clock(message)} #{message.Seq} * {OneLine(message.Text)}"
            : $"{Clock(message)} #{message.Seq} {from}: {OneLine(message.Text)}{Sent(justSent)}");

    public void Elsewhere(Place place, ChatMessage message, string from, bool justSent) => Write(
        $"{Clock(message)} [{place.Name}] #{message.Seq} {(message.IsWritten ? from + ":" : "*")} {OneLine(message.Text)}{Sent(justSent)}");

    public void Waiting(OutgoingMessage message, bool isHeldUp)
    {
        // Otherwise its receipt is there at once.
        if (isHeldUp)
        {
            Write($"… [{message.Place.Name}] you: {OneLine(ContentText.Clean(message.Text))} (waiting)");
        }
    }

    public void Settled(OutgoingMessage message)
    {
    }

    public void ChatList(IReadOnlyList<ChatLine> lines)
    {
        Write(lines.Count == 0 ? "no conversations yet" : $"{lines.Count} conversations:");
        foreach (var line in lines)
        {
            Write(string.Create(
                CultureInfo.InvariantCulture,
                $"  {line.Place.Name} unread {line.Unread}{(line.Mentioned > 0 ? $" ({line.Mentioned} mention you)" : string.Empty)}{(line.HasLeft ? " (left)" : string.Empty)}: {OneLine(line.Last?.Text ?? string.Empty)}"));
        }
    }

    public void Notice(string text) => Write("* " + text);

    public void Problem(string text) => Write("! " + text);

    public void Dispose()
    {
        lock (_writing)
        {
            _output.Flush();
        }
    }

    private async Task ReadAsync(TextReader input)
    {
        while (await input.ReadLineAsync() is { } line)
        {
            await _typed.Writer.WriteAsync(line);
        }

        _typed.Writer.Complete();
    }

    private void Write(string line)
    {
        lock (_writing)
        {
            _output.WriteLine(line);
            _output.Flush();
        }
    }

    private string Clock(ChatMessage message) =>
        TimeZoneInfo.ConvertTime(message.Time, _time.LocalTimeZone).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Sent(bool justSent) => justSent ? " (sent)" : string.Empty;

    private static string OneLine(string text) => text.ReplaceLineEndings("\\n");
}
