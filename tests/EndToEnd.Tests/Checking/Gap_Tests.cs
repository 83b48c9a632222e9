using System.Diagnostics;
using OrleansIm.Support.Checking;
using OrleansIm.Support.Checking.Gaps;
using OrleansIm.Support.Servers;

namespace OrleansIm.EndToEnd.Tests.Checking;

/// <summary>What a fault cost is measured from what senders were told, and only while somebody waited.</summary>
public sealed class Gap_Tests
{
    private static readonly Strike Fault = new("a fault", At(10), At(12), 0);

    [Fact]
    public void The_time_between_two_receipts_counts_if_a_send_was_open()
    {
        var gap = Find(Send("c", 8, 8.1), Send("c", 9.9, 10.1), Send("c", 10.2, 15));

        Assert.Equal(4.8, gap.Longest.TotalSeconds, 3);
        Assert.Equal((1, 1), (gap.Affected, gap.Conversations));
        Assert.Equal((1, 1), (gap.SlowSends, gap.Sends));
    }

    [Fact]
    public void A_conversation_in_which_nobody_spoke_did_not_stand() =>
        Assert.Equal(0.1, Find(Send("c", 1, 1.1), Send("c", 12, 12.1)).Longest.TotalSeconds, 3);

    [Fact]
    public void What_was_open_before_the_fault_counts_from_the_fault_on() =>
        Assert.Equal(1, Find(Send("c", 2, 11)).Longest.TotalSeconds, 3);

    [Fact]
    public void A_send_that_was_answered_later_than_a_newer_one_was_open_meanwhile() =>
        Assert.Equal(3, Find(Send("c", 10, 20), Send("c", 13.9, 14), Send("c", 10.9, 11)).Longest.TotalSeconds, 3);

    [Fact]
    public void What_comes_with_the_next_fault_is_not_counted_twice()
    {
        var next = new Strike("another", At(16), At(17), 0);

        var gaps = new GapFinder([Send("c", 15.9, 30)], [], TimeSpan.FromSeconds(60)).After([Fault, next]);

        Assert.Equal(0.1, gaps[0].Longest.TotalSeconds, 3);
        Assert.Equal(14, gaps[1].Longest.TotalSeconds, 3);
    }

    [Fact]
    public void The_longest_absence_is_that_of_the_last_device_that_came_back()
    {
        Absence[] absences = [new(At(10.5), At(11)), new(At(10.5), At(13)), new(At(1), At(9))];

        var gaps = new GapFinder([], absences, TimeSpan.FromSeconds(5)).After([Fault]);

        Assert.Equal(2.5, gaps[0].LongestAbsence!.Value.TotalSeconds, 3);
    }

    [Fact]
    public void What_was_slow_is_told_with_what_had_just_been_done_and_where_it_was_said()
    {
        var slow = Send("c", 12, 13.5);
        slow.Tries.AddRange([new SendTry(At(12), "gateway 1"), new SendTry(At(13), "gateway 2")]);
        ServerMoment[] done = [new(At(14), "silo 1 is told to stop"), new(At(11.75), "gateway 1 is told to stop")];

        var text = SlowSends.Of([slow, Send("c", 12, 12.9)], done, TimeSpan.FromSeconds(1));

        Assert.Equal(
            "1.50 s c x of alice, said 0.25 s after gateway 1 is told to stop, 2.00 s before silo 1 is told to stop; gateway 1 +0.00 s, gateway 2 +1.00 s",
            text.TrimEnd());
    }

    private static Gap Find(params SendAttempt[] sends) => new GapFinder(sends, [], TimeSpan.FromSeconds(5)).After([Fault])[0];

    private static SendAttempt Send(string conversation, double invoked, double acked)
    {
        var send = new SendAttempt
        {
            Sender = "alice", Conversation = conversation, ClientId = "x", Body = "x", Invoked = At(invoked), Acked = At(acked),
        };
        send.Receipts.Add(1);
        return send;
    }

    private static long At(double seconds) => (long)(seconds * Stopwatch.Frequency);
}
