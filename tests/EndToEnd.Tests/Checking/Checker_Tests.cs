using OrleansIm.Support.Checking;

namespace OrleansIm.EndToEnd.Tests.Checking;

/// <summary>The judge is judged: each anomaly that could happen is planted into a healthy run, and must be found by its invariant.</summary>
public sealed class Checker_Tests
{
    [Fact]
    public void A_healthy_run_has_no_violation_and_every_invariant_has_looked_at_something()
    {
        var findings = Checker.Check(HealthyRun.Make());

        Assert.All(findings, finding => Assert.Equal([], finding.FirstViolations));
        Assert.All(findings.Where(finding => finding.Invariant != "refused is never visible"), finding => Assert.True(finding.Checked > 0, finding.Invariant));
    }

    [Fact]
    public void A_lost_end_of_the_log_is_found()
    {
        var run = HealthyRun.Make();
        // The last two messages and the recall of one of them.
        HealthyRun.EntriesOf(run, "bob").RemoveRange(29, 3);

        Assert.Equal(2, Violations(run, "acked is there, for every member"));
    }

    [Fact]
    public void A_message_that_no_member_has_is_found()
    {
        var run = HealthyRun.Make();
        foreach (var member in HealthyRun.Members)
        {
            HealthyRun.EntriesOf(run, member)[10] = new SeenEntry(11, "alice", "tip", null, 1, false);
        }

        Assert.Equal(3, Violations(run, "acked is there, for every member"));
    }

    [Fact]
    public void A_receipt_with_the_wrong_sequence_is_found()
    {
        var run = HealthyRun.Make();
        run.Sends[4].Receipts[0] = 7;

        Assert.Equal(3, Violations(run, "acked is there, for every member"));
    }

    [Fact]
    public void A_message_stored_twice_is_found()
    {
        var run = HealthyRun.Make();
        var first = HealthyRun.EntriesOf(run, "bob")[5];
        HealthyRun.EntriesOf(run, "bob").Add(first with { Seq = 33 });

        Assert.Equal(1, Violations(run, "once, whatever was retried"));
    }

    [Fact]
    public void A_retry_that_gets_another_sequence_is_found()
    {
        var run = HealthyRun.Make();
        run.Sends[3].Receipts.Add(33);

        Assert.Equal(1, Violations(run, "once, whatever was retried"));
    }

    [Fact]
    public void A_gap_is_found()
    {
        var run = HealthyRun.Make();
        HealthyRun.EntriesOf(run, "carol").RemoveAt(12);

        Assert.Equal(1, Violations(run, "sequences are dense and unique"));
    }

    [Fact]
    public void A_sequence_that_is_given_twice_is_found()
    {
        var run = HealthyRun.Make();
        var entries = HealthyRun.EntriesOf(run, "carol");
        entries.Insert(12, entries[12]);

        Assert.True(Violations(run, "sequences are dense and unique") > 0);
    }

    [Fact]
    public void Two_members_who_read_different_texts_are_found()
    {
        var run = HealthyRun.Make();
        var entries = HealthyRun.EntriesOf(run, "carol");
        (entries[8], entries[9]) = (entries[9] with { Seq = 9 }, entries[8] with { Seq = 10 });

        Assert.Equal(2, Violations(run, "one log, the same for all"));
    }

    [Fact]
    public void A_time_that_differs_between_members_is_found()
    {
        var run = HealthyRun.Make();
        var entries = HealthyRun.EntriesOf(run, "carol");
        entries[8] = entries[8] with { Time = 1 };

        Assert.Equal(1, Violations(run, "one log, the same for all"));
    }

    [Fact]
    public void A_message_before_one_that_was_acknowledged_earlier_is_found()
    {
        var run = HealthyRun.Make();
        run.Sends[20].Receipts[0] = 3;
        run.Sends[1].Receipts[0] = 22;

        Assert.True(Violations(run, "acked before sent means before") > 0);
    }

    [Fact]
    public void Messages_in_flight_together_may_stand_in_any_order()
    {
        var run = HealthyRun.Make();
        run.Sends[1].Acked = run.Sends[2].Invoked + 1;
        (run.Sends[1].Receipts[0], run.Sends[2].Receipts[0]) = (4, 3);

        Assert.Equal(0, Violations(run, "acked before sent means before"));
    }

    [Fact]
    public void Reordered_messages_of_one_sender_are_found()
    {
        var run = HealthyRun.Make();
        (run.Sends[0].Receipts[0], run.Sends[3].Receipts[0]) = (5, 2);

        Assert.Equal(1, Violations(run, "a sender's messages keep their order"));
    }

    [Fact]
    public void A_message_that_the_server_put_off_may_be_overtaken()
    {
        var run = HealthyRun.Make();
        (run.Sends[0].Receipts[0], run.Sends[3].Receipts[0]) = (5, 2);
        run.Sends[0].WasDelayed = true;

        Assert.Equal(0, Violations(run, "a sender's messages keep their order"));
    }

    [Fact]
    public void A_phantom_is_found()
    {
        var run = HealthyRun.Make();
        HealthyRun.EntriesOf(run, "bob").Add(new SeenEntry(33, "alice", "text", "never sent", 1, false));

        Assert.Equal(1, Violations(run, "no phantom, no changed text"));
    }

    [Fact]
    public void A_changed_text_is_found()
    {
        var run = HealthyRun.Make();
        var entries = HealthyRun.EntriesOf(run, "bob");
        entries[6] = entries[6] with { Body = "text 5 changed" };

        Assert.Equal(1, Violations(run, "no phantom, no changed text"));
        Assert.Equal(1, Violations(run, "acked is there, for every member"));
    }

    [Fact]
    public void A_message_under_another_name_is_found()
    {
        var run = HealthyRun.Make();
        var entries = HealthyRun.EntriesOf(run, "bob");
        entries[6] = entries[6] with { From = "bob" };

        Assert.Equal(1, Violations(run, "no phantom, no changed text"));
    }

    [Fact]
    public void A_push_with_another_text_than_before_is_found()
    {
        var run = HealthyRun.Make();
        run.Streams[1].Push(5, "text 4");

        Assert.Equal(1, Violations(run, "no phantom, no changed text"));
    }

    [Fact]
    public void A_push_of_a_text_under_a_wrong_sequence_is_found()
    {
        var run = HealthyRun.Make();
        run.Streams[1].Push(40, "text 4");

        Assert.Equal(1, Violations(run, "no phantom, no changed text"));
    }

    [Fact]
    public void A_refused_message_that_somebody_reads_is_found()
    {
        var run = HealthyRun.Make();
        run.Sends[7].WasRefused = true;
        run.Sends[7].Receipts.Clear();

        Assert.Equal(3, Violations(run, "refused is never visible"));
    }

    [Fact]
    public void Recalled_text_in_a_history_is_found()
    {
        var run = HealthyRun.Make();
        var entries = HealthyRun.EntriesOf(run, "bob");
        entries[30] = entries[30] with { Body = "text 29", Kind = "text" };

        Assert.Equal(1, Violations(run, "recalled text is nowhere"));
    }

    [Fact]
    public void A_recall_that_did_nothing_is_found()
    {
        var run = HealthyRun.Make();
        run.Recalls.Add(new RecallAttempt("alice", HealthyRun.Group, 5, 33));

        // Three members still read the text, and none of them has the entry.
        Assert.Equal(6, Violations(run, "recalled text is nowhere"));
    }

    [Fact]
    public void Recalled_text_in_a_chat_list_is_found()
    {
        var run = HealthyRun.Make();
        run.Lines[0] = run.Lines[0] with { Last = new SeenEntry(31, "carol", "text", "text 29", 1, false) };

        Assert.Equal(1, Violations(run, "recalled text is nowhere"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Unread_that_drifts_is_found(long drift)
    {
        var run = HealthyRun.Make();
        run.Lines[1] = run.Lines[1] with { Unread = run.Lines[1].Unread + drift };

        Assert.Equal(1, Violations(run, "unread equals a recount"));
    }

    [Fact]
    public void An_old_head_in_a_chat_list_is_found()
    {
        var run = HealthyRun.Make();
        run.Lines[1] = run.Lines[1] with { Head = 31 };

        Assert.Equal(1, Violations(run, "last message is the head"));
    }

    [Fact]
    public void A_read_cursor_that_went_back_is_found()
    {
        var run = HealthyRun.Make();
        run.Reads.Add(new ReadMove("alice", HealthyRun.Group, 32));

        Assert.Equal(1, Violations(run, "read cursors never go back"));
    }

    private static long Violations(Evidence evidence, string invariant) =>
        Checker.Check(evidence).Single(finding => finding.Invariant == invariant).Violations;
}
