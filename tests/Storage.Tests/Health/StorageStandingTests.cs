using Microsoft.Extensions.Time.Testing;
using OrleansIm.Storage.Health;

namespace OrleansIm.Storage.Tests.Health;

/// <summary>When a process takes its database for lost, and when it may say to others that it is there.</summary>
public sealed class StorageStandingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly StorageStanding _standing;

    public StorageStandingTests() => _standing = new StorageStanding(failuresAllowed: 2, TimeSpan.FromSeconds(2), _time);

    [Fact]
    public void One_that_never_answered_is_neither_there_nor_lost()
    {
        Fail(5);

        Assert.Equal((false, false), (_standing.IsThere, _standing.IsLost));
    }

    [Fact]
    public void It_is_lost_after_more_failures_in_a_row_than_are_allowed()
    {
        _standing.Answered();
        Fail(2);
        Assert.False(_standing.IsLost);
        Fail(1);
        Assert.True(_standing.IsLost);
    }

    [Fact]
    public void An_answer_makes_up_for_all_failures_before_it()
    {
        _standing.Answered();
        Fail(3);
        _standing.Answered();

        Assert.Equal((true, false), (_standing.IsThere, _standing.IsLost));
    }

    [Fact]
    public void An_old_answer_proves_nothing()
    {
        _standing.Answered();
        _time.Advance(TimeSpan.FromSeconds(2.1));

        Assert.Equal((false, false), (_standing.IsThere, _standing.IsLost));
    }

    [Fact]
    public void What_a_stopped_process_learns_when_it_wakes_up_is_no_failure_of_the_database()
    {
        _standing.Answered();
        for (var i = 0; i < 5; i++)
        {
            _standing.Failed(TimeSpan.FromSeconds(30), Patience);
        }

        Assert.False(_standing.IsLost);
    }

    private void Fail(int times)
    {
        for (var i = 0; i < times; i++)
        {
            _standing.Failed(Patience, Patience);
        }
    }
}
