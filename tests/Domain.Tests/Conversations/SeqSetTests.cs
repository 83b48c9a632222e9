using CsCheck;
using OrleansIm.Domain.Conversations;

namespace OrleansIm.Domain.Tests.Conversations;

public sealed class SeqSetTests
{
    [Fact]
    public void It_behaves_as_a_sorted_set() =>
        Gen.Select(Gen.Int[0, 2], Gen.Long[0, 40], Gen.Long[0, 40]).List[0, 40].Sample(steps =>
        {
            var set = new SeqSet();
            var model = new SortedSet<long>();
            foreach (var (kind, seq, upTo) in steps)
            {
                if (kind == 0)
                {
                    set.Add(seq);
                    model.Add(seq);
                }
                else if (kind == 1)
                {
                    set.Remove(seq);
                    model.Remove(seq);
                }
                else
                {
                    set.DropUpTo(seq / 2);
                    model.RemoveWhere(held => held <= seq / 2);
                }

                Assert.Equal(model.Count, set.Count);
                Assert.Equal(model.Contains(upTo), set.Contains(upTo));
                Assert.Equal(model.Count(held => held > seq && held <= upTo), set.CountBetween(seq, upTo));
            }
        });
}
