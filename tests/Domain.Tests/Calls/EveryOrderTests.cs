using CsCheck;
using OrleansIm.Domain.Calls;

namespace OrleansIm.Domain.Tests.Calls;

/// <summary>Whatever happens in whatever order: a call has one end, nothing changes after it, and everybody is told of it once.</summary>
public sealed class EveryOrderTests
{
    private const long RingUntil = 60_000;

    private static readonly (string Name, Func<Call, long, CallStep> Do)[] OfTwo =
    [
        ("bob accepts by phone", static (call, now) => CallRules.Accept(call, "bob", "phone", default, mayJoin: false, 16, now)),
        ("bob accepts by tablet", static (call, now) => CallRules.Accept(call, "bob", "tablet", default, mayJoin: false, 16, now)),
        ("bob rejects", static (call, now) => CallRules.Decline(call, "bob", "tablet", busy: false, now)),
        ("alice cancels", static (call, now) => CallRules.Cancel(call, "alice", now)),
        ("alice hangs up", static (call, now) => CallRules.Hangup(call, "alice", "desk", now)),
        ("bob hangs up", static (call, now) => CallRules.Hangup(call, "bob", "phone", now)),
        ("bob is out", static (call, now) => CallRules.Oust(call, ["bob"], now)),
        ("it is too late", static (call, _) => CallRules.Tick(call, RingUntil)),
    ];

    private static readonly Gen<(int Act, int User, int Device, int After)> Step =
        Gen.Select(Gen.Int[0, 11], Gen.Int[0, 4], Gen.Int[0, 1], Gen.Int[0, 20_000]);

    [Fact]
    public void Of_two_in_every_order_there_is()
    {
        var orders = Orders([.. Enumerable.Range(0, OfTwo.Length)]).ToList();
        Assert.Equal(40_320, orders.Count);
        foreach (var order in orders)
        {
            var watched = new Watched(["bob"]);
            foreach (var act in order)
            {
                watched.Take(now => OfTwo[act].Do(watched.Call, now), 100);
            }

            Assert.True(watched.Call.IsOver, string.Join(", ", order.Select(act => OfTwo[act].Name)));
        }
    }

    [Fact]
    public void Of_many_in_any_order() => Step.List[0, 40].Sample(
        steps =>
        {
            string[] users = ["alice", "bob", "carol", "dave", "eve"];
            string[] devices = ["desk", "phone"];
            var watched = new Watched(["bob", "carol", "dave"]);
            foreach (var (act, who, what, after) in steps)
            {
                var (user, device) = (users[who], devices[what]);
                watched.Take(
                    now => act switch
                    {
                        0 or 1 or 2 => CallRules.Accept(watched.Call, user, device, default, mayJoin: true, 4, now),
                        3 => CallRules.Decline(watched.Call, user, device, busy: false, now),
                        4 => CallRules.Decline(watched.Call, user, device, busy: true, now),
                        5 => CallRules.Cancel(watched.Call, user, now),
                        6 => CallRules.Hangup(watched.Call, user, device, now),
                        7 => CallRules.Lose(watched.Call, user, now),
                        8 => CallRules.Ring(watched.Call, user),
                        9 => CallRules.Oust(watched.Call, [user], now),
                        10 => CallRules.Oust(watched.Call, [user, "alice", "carol"], now),
                        _ => CallRules.Tick(watched.Call, now),
                    },
                    after);
            }

            watched.Take(now => CallRules.Tick(watched.Call, now), (int)RingUntil);
            var present = watched.Call.Parties.Count(static party => party.State == PartyState.In);
            Assert.True(watched.Call.IsOver ? present == 0 : present > 1);
        },
        iter: 20_000);

    private static IEnumerable<int[]> Orders(int[] all) => all.Length <= 1
        ? [all]
        : all.SelectMany(first => Orders([.. all.Where(one => one != first)]).Select(rest => (int[])[first, .. rest]));

    /// <summary>A call whose every step is looked at.</summary>
    private sealed class Watched
    {
        private readonly Dictionary<string, int> _endings = new(StringComparer.Ordinal);
        private long _now = 1_000;

        public Watched(string[] users) => Call = CallRulesTests.Begun(users).Call;

        public Call Call { get; private set; }

        public void Take(Func<long, CallStep> act, int after)
        {
            _now += after;
            var (before, step) = (Call, act(_now));
            if (step.Next is not { } next)
            {
                return;
            }

            Assert.Equal(ErrorCode.None, step.Refusal);
            Assert.False(before.IsOver, "It was over, and changed.");
            Assert.Equal(before.Version + 1, next.Version);
            Assert.True(next.AnsweredAt == before.AnsweredAt || before.AnsweredAt == 0);
            Assert.Equal(next.IsOver, next.Outcome != CallOutcome.None);
            Assert.Equal(next.Outcome == CallOutcome.Ended, next.IsOver && next.AnsweredAt > 0);
            if (next.IsOver)
            {
                Assert.True(next.Duration >= 0);
                Assert.DoesNotContain(next.Parties, static party => party.State is PartyState.In or PartyState.Rung);
                foreach (var party in before.Parties.Where(party => before.Holds(party.User)))
                {
                    // Who did it has its receipt, and its other devices are told where they rang.
                    var told = step.Notes.Count(note => note.To == party.User && note.Event != CallEvent.Begun);
                    var did = step.Notes.Any(note => note.By == party.User && note.To != party.User) || told == 0;
                    Assert.True(told > 0 || did, $"{party.User} was not told of the end.");
                    Assert.Equal(1, _endings[party.User] = _endings.GetValueOrDefault(party.User) + 1);
                }
            }
            else
            {
                Assert.True(next.Parties.Any(static party => party.State == PartyState.In), "Nobody is in, and it goes on.");
            }

            Call = next;
        }
    }
}
