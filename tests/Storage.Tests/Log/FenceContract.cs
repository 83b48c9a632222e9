using OrleansIm.Storage.Log;
using OrleansIm.Storage.Tests.Engines;
using static OrleansIm.Storage.Tests.Engines.Figures;

namespace OrleansIm.Storage.Tests.Log;

/// <summary>One owner at a time, whatever races; run by one class per engine.</summary>
public abstract class FenceContract : EngineContract
{
    [Fact]
    public async Task Claims_raise_the_epoch_and_tell_the_head()
    {
        Assert.Equal(new Claim(1, 0), await Log.ClaimAsync(Pair, Token));
        await Commit(Part(Pair, 1, Entry(Pair, 1, "alice"), Entry(Pair, 2, "bob")));
        Assert.Equal(new Claim(2, 2), await Log.ClaimAsync(Pair, Token));
    }

    [Fact]
    public async Task An_older_epoch_is_fenced_and_writes_nothing()
    {
        await Log.ClaimAsync(Pair, Token);
        await Log.ClaimAsync(Pair, Token);
        Assert.Equal(AppendStatus.Fenced, await Append(Part(Pair, 1, Entry(Pair, 1, "alice")) with { Members = [Join("alice")], Large = true }));
        Assert.Null(await Log.LoadAsync(Pair, 10, Token));
        await Commit(Part(Pair, 2, Entry(Pair, 1, "bob")));
        var snapshot = (await Log.LoadAsync(Pair, 10, Token))!;
        Assert.Empty(snapshot.Members);
        Assert.False(snapshot.Large);
    }

    [Fact]
    public async Task A_conversation_never_claimed_is_fenced() =>
        Assert.Equal(AppendStatus.Fenced, await Append(Part(Pair, 1, Entry(Pair, 1, "alice"))));

    [Fact]
    public async Task A_taken_sequence_is_fenced_and_writes_nothing()
    {
        await Log.ClaimAsync(Pair, Token);
        await Commit(Part(Pair, 1, Entry(Pair, 1, "alice", "a")));
        Assert.Equal(AppendStatus.Fenced, await Append(Part(Pair, 1, Entry(Pair, 1, "bob", "b"), Entry(Pair, 2, "bob", "c"))));
        Assert.Equal(1, (await Log.LoadAsync(Pair, 10, Token))!.Head);
    }

    [Fact]
    public async Task A_gap_is_never_written()
    {
        await Log.ClaimAsync(Pair, Token);
        await Commit(Part(Pair, 1, Entry(Pair, 1, "alice")));
        Assert.Equal(AppendStatus.Fenced, await Append(Part(Pair, 1, Entry(Pair, 3, "alice"))));
        await Assert.ThrowsAsync<ArgumentException>(() => Append(Part(Pair, 1, Entry(Pair, 2, "alice"), Entry(Pair, 4, "alice"))));
        Assert.Equal([1], (await Log.ReadForwardAsync(Pair, 0, 9, 9, Token)).Select(entry => entry.Seq));
    }

    [Fact]
    public async Task Two_owners_appending_at_once_write_one_history()
    {
        var acked = new List<(long Seq, string ClientId)>();
        var work = Enumerable.Range(0, 4).Select(async owner =>
        {
            for (var turn = 0; turn < 8; turn++)
            {
                var claim = await Log.ClaimAsync(Pair, Token);
                for (var i = 1; i <= 5; i++)
                {
                    var clientId = $"{owner}-{turn}-{i}";
                    var status = await Append(Part(Pair, claim.Epoch, Entry(Pair, claim.Head + i, "alice", clientId)));
                    if (status != AppendStatus.Committed)
                    {
                        Assert.Equal(AppendStatus.Fenced, status);
                        break;
                    }

                    lock (acked)
                    {
                        acked.Add((claim.Head + i, clientId));
                    }
                }
            }
        });
        await Task.WhenAll(work);
        var log = await Log.ReadForwardAsync(Pair, 0, long.MaxValue, 10_000, Token);
        Assert.Equal(Enumerable.Range(1, log.Count).Select(seq => (long)seq), log.Select(entry => entry.Seq));
        Assert.Equal(acked.OrderBy(entry => entry.Seq), log.Select(entry => (entry.Seq, entry.ClientId!)));
    }

    [Fact]
    public async Task Nothing_of_an_older_owner_appears_after_a_claim()
    {
        // A claim that does not wait for appends under way would tell a head that still grows behind its back.
        for (var round = 0; round < 40; round++)
        {
            var name = $"g:race{round}";
            await Log.ClaimAsync(name, Token);
            var old = Append(Part(name, 1, [.. Enumerable.Range(1, 50).Select(seq => Entry(name, seq, "alice"))]));
            var claim = await Log.ClaimAsync(name, Token);
            var status = await old;
            Assert.Equal(status == AppendStatus.Committed ? 50 : 0, claim.Head);
        }
    }
}
