using System.Diagnostics;
using System.Globalization;
using System.Text;
using OrleansIm.Support.Servers;

namespace OrleansIm.Support.Checking.Gaps;

/// <summary>For each send that took long: what had just been done to which process when it was said, and where it was said again.</summary>
public static class SlowSends
{
    /// <summary>One line per slow send, the earliest first.</summary>
    public static string Of(IEnumerable<SendAttempt> sends, IEnumerable<ServerMoment> moments, TimeSpan slow)
    {
        ServerMoment[] order = [.. moments.OrderBy(static moment => moment.At)];
        var text = new StringBuilder();
        foreach (var send in sends.Where(send => send.IsAcked && Stopwatch.GetElapsedTime(send.Invoked, send.Acked) > slow).OrderBy(static send => send.Invoked))
        {
            text.Append(CultureInfo.InvariantCulture, $"{Seconds(send.Invoked, send.Acked)} {send.Conversation} {send.ClientId} of {send.Sender}, said ")
                .Append(Before(send.Invoked, order))
                .Append(';')
                .AppendJoin(',', send.Tries.Select(one => $" {one.Through} +{Seconds(send.Invoked, one.At)}"))
                .AppendLine(send.WasDelayed ? "; was told busy" : string.Empty);
        }

        return text.ToString();
    }

    private static string Before(long at, ServerMoment[] order)
    {
        var next = Array.FindIndex(order, moment => moment.At > at);
        var place = (next < 0 ? order.Length : next) - 1;
        var since = place < 0 ? "at the beginning" : $"{Seconds(order[place].At, at)} after {order[place].What}";
        return next < 0 ? since : $"{since}, {Seconds(at, order[next].At)} before {order[next].What}";
    }

    private static string Seconds(long from, long to) =>
        string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(from, to).TotalSeconds:F2} s");
}
