using CsCheck;
using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Tests.Engines;
using static OrleansIm.Storage.Tests.Engines.Figures;

namespace OrleansIm.Storage.Tests.Members;

/// <summary>Unread is arithmetic: whatever happens, it equals a recount.</summary>
public abstract class UnreadContract : EngineContract
{
    private static readonly string[] Users = ["alice", "bob", "carol"];

    private int _conversations;

    [Fact]
    public async Task Unread_equals_a_recount_after_any_sequence_of_events() =>
        await Gen.Select(Gen.Int[0, 11], Gen.Int[0, 2], Gen.Int[0, 1000]).Array[5, 60].SampleAsync(RunAsync, iter: 60, threads: 1);

    private async Task RunAsync((int What, int Who, int Which)[] events)
    {
        var name = $"g:{Interlocked.Increment(ref _conversations)}";
        var model = new UnreadModel();
        await Storage.Log.ClaimAsync(name, Token);
        foreach (var (what, who, which) in events)
        {
            await StepAsync(name, model, what, Users[who], which);
        }

        var snapshot = await Storage.Log.LoadAsync(name, 0, Token);
        foreach (var user in Users)
        {
            var line = (await Storage.Members.LoadMembershipsAsync(user, [name], Token)).SingleOrDefault();
            Assert.Equal(model.Of(user), line is null ? null : (line.Head, line.ReadSeq, line.Unread, line.Mentioned));
            Assert.Equal(line?.Head, line?.Last?.Seq);

            // The owner of the conversation does the same sum from its snapshot.
            if (line is { LeftSeq: 0 })
            {
                var row = snapshot!.Members.Single(member => member.User == user);
                var cursor = Math.Max(row.JoinedSeq, Math.Max(row.ReadSeq, row.ClearedSeq));
                var hidden = snapshot.Hidden.Where(hidden => hidden.User == user).Select(hidden => hidden.Seq).ToHashSet();
                Assert.All(hidden, seq => Assert.InRange(seq, cursor + 1, line.Head));
                Assert.Equal(
                    line.Unread, snapshot.HeadCounted - row.CountedAtBase - snapshot.Recalled.Where(seq => seq > cursor).Union(hidden).Count());
                Assert.Equal(
                    line.Mentioned,
                    snapshot.Mentions.Count(mention => mention.Seq > cursor && !hidden.Contains(mention.Seq) && mention.Sender != user
                        && (mention.User == user || mention.User == "*")));
                Assert.Equal((line.Personal.HiddenSeq, line.Personal.Hides), (row.HiddenSeq, row.Hides));
            }
        }
    }

    private async Task StepAsync(string name, UnreadModel model, int what, string user, int which)
    {
        var seat = model.Seats.GetValueOrDefault(user);
        switch (what)
        {
            case <= 3 when seat is { Left: 0 }:
                string?[] mentions = [null, null, "alice", "bob", "*"];
                await SayAsync(name, model, user, ContentKind.Text, mentions[which % mentions.Length]);
                seat.Read = model.Head;
                break;
            case <= 5 when seat is null or { Left: > 0 }:
                model.Seats[user] = new UnreadModel.Seat(model.Head);
                await SayAsync(name, model, user, ContentKind.Tip, null, change: Join(user, model.Head));
                break;
            case 6 when seat is { Left: 0 } && which % 3 == 0:
                seat.Left = model.Head + 1;
                await SayAsync(name, model, user, ContentKind.Tip, null, change: Leave(user, seat.Left));
                break;
            case 7 when model.Head > 0 && seat is { Left: 0 }:
                var seq = 1 + (which % (int)model.Head);
                seat.Read = Math.Max(seat.Read, seq);
                await Storage.Members.SaveAsync(new CursorBatch { Reads = [new ReadCursor(name, user, seq)] }, Token);
                break;
            case 8 when model.Head > 0:
                var at = which % (int)model.Head;
                if (ContentKinds.Counts(model.Entries[at].Kind) && !model.Entries[at].Recalled)
                {
                    model.Entries[at].Recalled = true;
                    await SayAsync(name, model, user, ContentKind.Recall, null, new Erasure(at + 1, user, 1, model.Head + 1));
                }

                break;
            case 9 or 10 when model.Head > 0 && seat is { Left: 0 }:
                model.Entries[which % (int)model.Head].HiddenFrom.Add(user);
                await Storage.Personal.HideAsync(user, name, [1 + (which % (int)model.Head)], Token);
                break;
            default:
                await SayAsync(name, model, user, ContentKind.Tip, null);
                break;
        }
    }

    private async Task SayAsync(
        string name, UnreadModel model, string user, ContentKind kind, string? mention, Erasure? erasure = null, MemberChange? change = null)
    {
        model.Entries.Add(new UnreadModel.Line(user, kind, mention));
        var entry = Entry(name, model.Head, user, Number(model.Head), kind, model.Counted, mention is null ? null : [mention]);
        var part = Part(name, 1, entry) with
        {
            Erasures = erasure is null ? [] : [erasure.Value],
            Members = change is null ? [] : [change.Value],
        };
        Assert.Equal([AppendStatus.Committed], await Storage.Log.AppendAsync([part], Token));
    }
}
