using OrleansIm.Support.Checking;

namespace OrleansIm.EndToEnd.Tests.Checking;

/// <summary>The anomalies that only a device can notice, planted into a healthy run.</summary>
public sealed class Checker_device_Tests
{
    [Fact]
    public void A_device_that_never_got_an_entry_is_found()
    {
        var run = HealthyRun.Make();
        var stream = new DeviceStream("alice", "tablet", HealthyRun.Group);
        for (var seq = 1; seq < 32; seq++)
        {
            stream.Push(seq, null);
        }

        run.Streams.Add(stream);

        Assert.Equal(1, Violations(run, "every device got every entry"));
    }

    [Fact]
    public void A_device_that_got_nothing_at_all_is_found()
    {
        var run = HealthyRun.Make();
        run.Streams.Add(new DeviceStream("alice", "tablet", HealthyRun.Group));

        Assert.Equal(32, Violations(run, "every device got every entry"));
    }

    [Fact]
    public void A_push_that_is_overtaken_is_found()
    {
        var run = HealthyRun.Make();
        run.Streams[0].StartSession();
        run.Streams[0].Push(32, null);
        run.Streams[0].Push(31, null);

        Assert.Equal(1, Violations(run, "pushed in order"));
    }

    [Fact]
    public void A_push_that_is_sent_again_is_not_taken_for_an_overtaken_one()
    {
        var run = HealthyRun.Make();
        run.Streams[0].Push(31, null);

        Assert.Equal(0, Violations(run, "pushed in order"));
    }

    private static long Violations(Evidence evidence, string invariant) =>
        Checker.Check(evidence).Single(finding => finding.Invariant == invariant).Violations;
}
