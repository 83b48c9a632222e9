using CsCheck;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;

namespace OrleansIm.Domain.Tests.Conversations;

public sealed class RecentEntriesTests
{
    private const int Keep = 5;

    [Fact]
    public void Uncommitted_entries_and_the_newest_committed_ones_are_always_found() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[1, 4]).List[0, 80].Sample(steps =>
        {
            var recent = new RecentEntries(Keep);
            var (head, committed, lowest) = (0L, 0L, 1L);
            foreach (var (kind, count) in steps)
            {
                if (kind <= 1)
                {
                    for (var i = 0; i < count; i++)
                    {
                        recent.Add(Entry(++head));
                    }
                }
                else if (kind == 2)
                {
                    committed = Math.Min(head, committed + count);
                    recent.Trim(committed);
                    lowest = Math.Max(lowest, Math.Min(committed + 1, head - Keep + 1));
                }
                else if (head > committed)
                {
                    recent.RemoveNewest();
                    Assert.Null(recent.At(head));
                    Assert.Null(recent.Find("a", $"c{head--}"));
                }

                for (var seq = lowest; seq <= head; seq++)
                {
                    Assert.Equal(seq, recent.At(seq)!.Seq);
                    Assert.Equal(seq, recent.Find("a", $"c{seq}")!.Seq);
                }

                Assert.Null(recent.At(head + 1));
                Assert.Null(recent.At(lowest - 1));
            }
        });

    [Fact]
    public void Only_the_agreed_number_of_committed_entries_stays()
    {
        var recent = new RecentEntries(Keep);
        for (var seq = 1; seq <= 50; seq++)
        {
            recent.Add(Entry(seq));
            recent.Trim(seq);
        }

        Assert.Equal(46, recent.LowestSeq);
        Assert.Null(recent.At(45));
        Assert.Null(recent.Find("a", "c45"));
    }

    [Fact]
    public void A_replaced_entry_is_found_in_its_new_form_both_ways()
    {
        var recent = new RecentEntries(Keep);
        recent.Add(Entry(1));
        recent.Replace(Entry(1) with { RecalledBy = "b" });
        recent.Replace(Entry(7) with { RecalledBy = "b" });

        Assert.Equal("b", recent.At(1)!.RecalledBy);
        Assert.Equal("b", recent.Find("a", "c1")!.RecalledBy);
        Assert.Null(recent.Find("a", "c7"));
    }

    [Fact]
    public void Old_acquaintances_are_bounded_and_do_not_push_out_the_new()
    {
        var recent = new RecentEntries(Keep);
        recent.Add(Entry(100));
        for (var seq = 1; seq <= 20; seq++)
        {
            recent.RememberOld(Entry(seq));
        }

        Assert.NotNull(recent.Find("a", "c100"));
        Assert.NotNull(recent.Find("a", "c20"));
        Assert.Null(recent.Find("a", "c15"));
        Assert.Null(recent.At(20));
    }

    private static LogEntry Entry(long seq) => new()
    {
        Conversation = "g:1",
        Seq = seq,
        Sender = "a",
        ClientId = $"c{seq}",
        Time = seq,
        Kind = ContentKind.Text,
        Content = default,
        Counted = seq,
    };
}
