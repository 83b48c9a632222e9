using CsCheck;
using OrleansIm.Domain.Users;

namespace OrleansIm.Domain.Tests.Users;

public sealed class DeviceCursorsTests
{
    private readonly DeviceCursors _cursors = new(new Dictionary<string, long> { ["c"] = 5 });

    [Fact]
    public void Receipts_are_cumulative_and_only_move_forward()
    {
        Assert.True(_cursors.Received("c", 8));
        Assert.False(_cursors.Received("c", 8));
        Assert.False(_cursors.Received("c", 3));
        Assert.Equal(8, _cursors.Of("c"));
        Assert.Equal(0, _cursors.Of("other"));
    }

    [Fact]
    public void An_own_message_moves_the_cursor_only_without_a_gap()
    {
        Assert.True(_cursors.Sent("c", 6));
        Assert.False(_cursors.Sent("c", 8));
        Assert.Equal(6, _cursors.Of("c"));
    }

    [Fact]
    public void Own_messages_behind_a_gap_are_taken_when_it_closes()
    {
        _cursors.Sent("c", 7);
        _cursors.Sent("c", 8);
        _cursors.Sent("c", 10);

        Assert.True(_cursors.Received("c", 6));
        Assert.Equal(8, _cursors.Of("c"));
        Assert.True(_cursors.Received("c", 9));
        Assert.Equal(10, _cursors.Of("c"));
    }

    /// <summary>Own messages (even) and receipts of others' (odd), in any order.</summary>
    [Fact]
    public void In_any_order_the_cursor_stands_before_the_first_entry_that_is_missing() =>
        Gen.Int[1, 24].List[0, 60].Sample(seqs =>
        {
            var cursors = new DeviceCursors(new Dictionary<string, long>());
            var have = new HashSet<long>();
            foreach (var seq in seqs)
            {
                if (seq % 2 == 0)
                {
                    cursors.Sent("c", seq);
                    have.Add(seq);
                }
                else
                {
                    cursors.Received("c", seq);
                    have.UnionWith(Enumerable.Range(1, seq).Select(place => (long)place));
                }

                var expected = 0L;
                while (have.Contains(expected + 1))
                {
                    expected++;
                }

                Assert.Equal(expected, cursors.Of("c"));
            }
        });
}
