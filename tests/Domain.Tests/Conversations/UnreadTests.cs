using CsCheck;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;

namespace OrleansIm.Domain.Tests.Conversations;

/// <summary>The one formula against a recount of the whole log, over random histories.</summary>
public sealed class UnreadTests
{
    private static readonly string[] Users = ["a", "b", "c", "d"];

    private static readonly Gen<(int Kind, int User, int Other, int Place)> Step =
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 3], Gen.Int[0, 4], Gen.Int[0, 1000]);

    [Fact]
    public void Unread_and_mentions_are_what_a_recount_finds() =>
        Step.List[0, 60].Sample(steps => Replay(steps), iter: 3000);

    private static void Replay(List<(int Kind, int User, int Other, int Place)> steps)
    {
        var history = new History();
        foreach (var (kind, user, other, place) in steps)
        {
            history.Do(kind, Users[user], other, place);
            history.Check();
        }
    }

    private sealed class History
    {
        private readonly Conversation _group = new("g:1");
        private readonly List<LogEntry> _log = [];
        private readonly HashSet<long> _recalled = [];
        private readonly HashSet<(string User, long Seq)> _hidden = [];

        public History()
        {
            _group.Join("a", MemberRole.Owner, 0, 0);
            _group.Join("b", MemberRole.Member, 0, 0);
        }

        public void Do(int kind, string user, int other, int place)
        {
            var member = _group.MayLook(user).Member;
            switch (kind)
            {
                case 0 or 1 or 2 or 3 when member is { IsIn: true }:
                    string[]? mentions = other == 4 ? ["*"] : kind == 0 ? [Users[other]] : null;
                    _log.Add(_group.Send(user, $"c{_log.Count}", mentions));
                    break;
                case 4 or 5 when _log.Count > 0:
                    Recall(_log[place % _log.Count], user);
                    break;
                case 6 or 7 when member is not null && _log.Count > 0:
                    var seq = Math.Min((place % _log.Count) + 1, member.Ceiling(_group.Committed));
                    if (seq > 0)
                    {
                        member.Read(seq, _log[(int)seq - 1].Counted);
                    }

                    break;
                case 10 or 11 when member is not null && _log.Count > 0 && member.Sees((place % _log.Count) + 1):
                    Hide(member, (place % _log.Count) + 1);
                    break;
                case 12 when member is not null && member.Ceiling(_group.Committed) is > 0 and var cleared:
                    member.Clear(cleared, _log[(int)cleared - 1].Counted);
                    break;
                case 8 when member is not { IsIn: true }:
                    var (joined, counted) = (_group.Head, _group.CountedAtHead);
                    Tip(user);
                    _group.Join(user, MemberRole.Member, joined, counted);
                    break;
                case 9 when member is { IsIn: true }:
                    Tip(user);
                    _group.Leave(member, _group.Head);
                    break;
            }
        }

        public void Check()
        {
            foreach (var member in _group.Members)
            {
                var head = member.Ceiling(_group.Committed);
                var counted = head == 0 ? 0 : _log[(int)head - 1].Counted;
                var standing = _group.StandingOf(member, head, counted);

                var unread = _log.Where(entry => entry.Seq > member.Base && entry.Seq <= head
                    && ContentKinds.Counts(entry.Kind) && !_recalled.Contains(entry.Seq) && !_hidden.Contains((member.User, entry.Seq))).ToList();
                Assert.DoesNotContain(unread, entry => entry.Sender == member.User);
                Assert.Equal(unread.Count, standing.Unread);
                Assert.Equal(
                    unread.Count(entry => entry.Mentions is { } names && (names.Contains(member.User) || names.Contains("*"))),
                    standing.Mentioned);
            }
        }

        private void Hide(Member member, long seq)
        {
            _hidden.Add((member.User, seq));
            member.Hide(ContentKinds.Counts(_log[(int)seq - 1].Kind) ? [seq] : [], seq, _hidden.Count(hidden => hidden.User == member.User));
        }

        private void Recall(LogEntry target, string by)
        {
            if (ContentKinds.Counts(target.Kind) && _recalled.Add(target.Seq))
            {
                _log.Add(_group.Recall(target, by));
            }
        }

        private void Tip(string user)
        {
            var tip = _group.AcceptOwn(user, ContentKind.Tip, default, 1);
            _group.Commit(tip);
            _log.Add(tip);
        }
    }
}
