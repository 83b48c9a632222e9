using OrleansIm.Domain.Groups;
using OrleansIm.Domain.Messages;
using OrleansIm.Domain.People;

namespace OrleansIm.Domain.Conversations;

/// <summary>
/// The facts of one conversation and the rules over them: order, idempotence, who may see and send, unread arithmetic.
/// Knows no clock, no storage, no runtime. Entries are first accepted (they have their place, senders may pipeline), then
/// committed in the same order; only committed ones count for anybody. When a commit fails, the whole object is thrown away.
/// </summary>
public sealed class Conversation
{
    /// <summary>How many committed entries are kept at hand.</summary>
    public const int RecentKept = 64;

    private readonly Dictionary<string, Member> _members = new(StringComparer.Ordinal);
    private readonly SeqSet _recalled = new();
    private readonly MentionsOfAll _mentionsOfAll = new();
    private readonly RecentEntries _recent = new(RecentKept);
    private long _headCounted;

    public Conversation(string id)
    {
        Id = id;
        Order = new GroupOrder(_members);
        IsGroup = ConversationId.IsGroup(id);
        Expiries = new Expiries(ConversationId.TryDirect(id, out var one, out var other) && string.Equals(one, other, StringComparison.Ordinal));
        if (ConversationId.TryDirect(id, out var first, out var second))
        {
            _members[first] = new Member(first, MemberRole.Member, 0);
            _members[second] = new Member(second, MemberRole.Member, 0);
            ActiveMembers = _members.Count;
        }
    }

    public string Id { get; }

    public bool IsGroup { get; }

    /// <summary>Highest sequence given out.</summary>
    public long Head { get; private set; }

    /// <summary>Highest sequence that is durable.</summary>
    public long Committed { get; private set; }

    /// <summary>The running count at <see cref="Committed"/>.</summary>
    public long CommittedCounted { get; private set; }

    /// <summary>True while fan-out goes to gateways and not to each member.</summary>
    public bool Large { get; private set; }

    /// <summary>Who has which say here, and how members may write.</summary>
    public GroupOrder Order { get; }

    /// <summary>Messages that expire, once somebody has read them.</summary>
    public Expiries Expiries { get; }

    /// <summary>What the two of a direct conversation ask of each other; null where nothing is asked.</summary>
    public Peers? Peers { get; set; }

    public IReadOnlyCollection<Member> Members => _members.Values;

    /// <summary>Those of the departed whose leaving is committed, the last to leave first, at most <paramref name="count"/>.</summary>
    public IEnumerable<Member> LatestDepartures(int count) => _members.Values
        .Where(member => !member.IsIn && member.LeftSeq <= Committed)
        .OrderByDescending(static member => member.LeftSeq)
        .Take(count);

    public int ActiveMembers { get; private set; }

    /// <summary>Begins from what is stored.</summary>
    public void Restore(long head, long headCounted, bool large, GroupRules rules = default)
    {
        Order.SetRules(rules);
        Head = Committed = head;
        _headCounted = CommittedCounted = headCounted;
        Large = large;
    }

    public void RestoreMembers(IEnumerable<Member> members)
    {
        foreach (var member in members)
        {
            _members[member.User] = member;
        }

        ActiveMembers = _members.Values.Count(m => m.IsIn);
    }

    public void RestoreRecent(LogEntry entry)
    {
        _recent.Add(entry);
        Order.Note(entry);
    }

    public void RestoreRecalled(long seq) => _recalled.Add(seq);

    /// <summary>After its mentions: a hidden entry that counts is not among the user's unread.</summary>
    public void RestoreHidden(long seq, string user)
    {
        if (_members.TryGetValue(user, out var member))
        {
            member.HideUnread(seq);
        }
    }

    public void RestoreMention(long seq, string user, string sender) => AddMention(seq, user, sender);

    /// <summary>
    /// May the user look into this conversation? To one who never was a member it does not exist, whether it does or not.
    /// </summary>
    public Access MayLook(string user) =>
        _members.TryGetValue(user, out var member)
            ? new Access(member, ErrorCode.None, null)
            : new Access(null, ErrorCode.NotFound, "There is no such conversation.");

    /// <summary>May the user write here?</summary>
    public Access MayWrite(string user)
    {
        var access = MayLook(user);
        return access.Member is { IsIn: false }
            ? new Access(null, ErrorCode.NotMember, "You are no longer a member of this conversation.")
            : access.Member is not null && Peers?.RefusalOf(user) is { } refusal ? refusal
            : access;
    }

    /// <summary>May the user do this in the group, to whomever it may be done?</summary>
    public Access MayAct(string user, GroupAction action) => Order.Judge(MayWrite(user), action);

    /// <summary>May the user do this to that member?</summary>
    public Access MayAct(string user, GroupAction action, Member target) => Order.Judge(MayWrite(user), action, target);

    /// <summary>Other rules for writing. Who wrote lately has to wait from then on.</summary>
    public void SetRules(GroupRules rules)
    {
        Order.SetRules(rules);
        for (var seq = Math.Max(1, Head - RecentKept); seq <= Head; seq++)
        {
            if (_recent.At(seq) is { } entry)
            {
                Order.Note(entry);
            }
        }
    }

    /// <summary>Gives the draft its place, or finds what the same client id led to before.</summary>
    public Accepted Accept(string sender, Draft draft, long now)
    {
        if (_recent.Find(sender, draft.ClientId) is { } known)
        {
            return Repeated(known, draft);
        }

        var access = MayWrite(sender);
        if (access.Refusal != ErrorCode.None)
        {
            return Accepted.Refused(access.Refusal, access.Message!);
        }

        var restraint = Order.RestraintOf(access.Member!, now);
        if (restraint.Code != ErrorCode.None)
        {
            return new Accepted(null, IsNew: false, restraint.Code, restraint.Message, restraint.RetryAfter);
        }

        if (draft.ReplyTo > Head)
        {
            return Accepted.Refused(ErrorCode.Invalid, "replyTo names a message that does not exist.");
        }

        var entry = new LogEntry
        {
            Conversation = Id,
            Seq = Head + 1,
            Sender = sender,
            ClientId = draft.ClientId,
            Time = now,
            Kind = draft.Kind,
            Content = draft.Content,
            Mentions = draft.Mentions,
            ReplyTo = draft.ReplyTo,
            Silent = draft.Silent,
            Counted = _headCounted + 1,
            Expire = draft.Expire,
        };
        Take(entry);
        if (entry.Expire > 0)
        {
            Expiries.Add(entry.Seq, sender, entry.Expire);
        }

        return Accepted.New(entry);
    }

    /// <summary>The answer to a repeated client id whose entry was found: the first outcome, or a conflict.</summary>
    public static Accepted Repeated(LogEntry known, Draft draft) =>
        known.RecalledBy is not null || draft.Copy || SameMessage(known, draft)
            ? Accepted.Known(known)
            : Accepted.Refused(ErrorCode.Conflict, "This clientId was used for another message.");

    /// <summary>Gives an entry of the server's own making (tip, recall, a greeting) its place.</summary>
    /// <param name="causedBy">Who caused it.</param>
    /// <param name="kind">Tip, recall, ...</param>
    /// <param name="content">Canonical JSON.</param>
    /// <param name="now">The time.</param>
    /// <param name="key">Makes it one that is written at most once; no client id has this form. Null for none.</param>
    public LogEntry AcceptOwn(string causedBy, ContentKind kind, ReadOnlyMemory<byte> content, long now, string? key = null)
    {
        var entry = new LogEntry
        {
            Conversation = Id,
            Seq = Head + 1,
            Sender = causedBy,
            ClientId = key,
            Time = now,
            Kind = kind,
            Content = content,
            Counted = _headCounted + (ContentKinds.Counts(kind) ? 1 : 0),
            Listed = ContentKinds.Lists(kind) ? 0 : ListedAtHead(),
        };
        Take(entry);
        return entry;
    }

    /// <summary>The clocks that these entries start, which were accepted: they are on their way to the disk with them.</summary>
    public IReadOnlyList<Deadline> StartedBy(IReadOnlyList<LogEntry> entries) => Expiries.StartedBy(entries, _members);

    /// <summary>Takes the newest accepted entry back: it could not even be queued.</summary>
    public void Undo(LogEntry newest)
    {
        _recent.RemoveNewest();
        Order.Forget(newest);
        Head = newest.Seq - 1;
        _headCounted -= ContentKinds.Counts(newest.Kind) ? 1 : 0;
    }

    /// <summary>An entry is durable: it counts from now on.</summary>
    public void Commit(LogEntry entry)
    {
        Committed = entry.Seq;
        CommittedCounted = entry.Counted;
        _recent.Trim(Committed);
        if (!ContentKinds.Counts(entry.Kind))
        {
            return;
        }

        foreach (var user in entry.Mentions ?? [])
        {
            AddMention(entry.Seq, user, entry.Sender);
        }

        if (_members.TryGetValue(entry.Sender, out var sender))
        {
            sender.Read(entry.Seq, entry.Counted);
        }
    }

    /// <summary>A recall is durable: its target counts no more and has no text any more.</summary>
    public void CommitRecall(LogEntry recalled)
    {
        _recalled.Add(recalled.Seq);
        Expiries.Remove(recalled.Seq);
        _mentionsOfAll.Remove(recalled.Seq);
        foreach (var user in recalled.Mentions ?? [])
        {
            if (_members.TryGetValue(user, out var member))
            {
                member.Unmention(recalled.Seq);
            }
        }

        _recent.Replace(recalled with { Content = default, Mentions = null });
    }

    /// <summary>An edit is durable: its target has another content from now on; its mentions stay.</summary>
    public void CommitEdit(LogEntry edited) => _recent.Replace(edited);

    /// <summary>The durable entry that the sender's client id led to, if it is at hand.</summary>
    public LogEntry? FindCommitted(string sender, string clientId) =>
        _recent.Find(sender, clientId) is { } known && known.Seq <= Committed ? known : null;

    public void RememberOld(LogEntry entry) => _recent.RememberOld(entry);

    public LogEntry? Recent(long seq) => _recent.At(seq);

    public bool IsRecalled(long seq) => _recalled.Contains(seq);

    /// <summary>Lets a user in; it sees entries above <paramref name="joinedSeq"/>.</summary>
    public Member Join(string user, MemberRole role, long joinedSeq, long countedThere, long looksBack = 0)
    {
        if (!_members.TryGetValue(user, out var member))
        {
            _members[user] = member = new Member(user, role, joinedSeq);
        }

        member.Join(role, joinedSeq, countedThere, looksBack);
        ActiveMembers++;
        return member;
    }

    public void Leave(Member member, long leftSeq)
    {
        member.Leave(leftSeq);
        ActiveMembers--;
    }

    public void SetLarge(bool large) => Large = large;

    /// <summary>The running count that the next entry builds on.</summary>
    public long CountedAtHead => _headCounted;

    /// <summary>Everybody leaves at once.</summary>
    public void Disband(long leftSeq)
    {
        foreach (var member in _members.Values)
        {
            if (member.IsIn)
            {
                member.Leave(leftSeq);
            }
        }

        ActiveMembers = 0;
    }

    /// <summary>The one formula of unread, as of the entry at <paramref name="head"/> with the running count <paramref name="counted"/>.</summary>
    public Standing StandingOf(Member member, long head, long counted)
    {
        var from = member.Base;
        if (from >= head)
        {
            return new Standing(head, 0, 0);
        }

        var unread = counted - member.CountedAtBase - _recalled.CountBetween(from, head);
        var mentioned = member.MentionsUpTo(head) + _mentionsOfAll.CountFor(member.User, from, head);
        foreach (var hidden in member.HiddenUpTo(head))
        {
            // What was recalled counts no more, hidden or not.
            unread -= _recalled.Contains(hidden) ? 0 : 1;
            mentioned -= _mentionsOfAll.Covers(member.User, hidden) ? 1 : 0;
        }

        return new Standing(head, Math.Max(0, unread), Math.Min(mentioned, Math.Max(0, unread)));
    }

    private static bool SameMessage(LogEntry known, Draft draft) =>
        known.Kind == draft.Kind
        && known.ReplyTo == draft.ReplyTo
        && known.Expire == draft.Expire
        && (known.EditedAt > 0
            ? known.Original == Edits.Fingerprint(draft.Content.Span)
            : known.Content.Span.SequenceEqual(draft.Content.Span))
        && (known.Mentions ?? []).SequenceEqual(draft.Mentions ?? [], StringComparer.Ordinal);

    // The head is always among the recent ones.
    private long ListedAtHead() => _recent.At(Head) switch
    {
        null => 0,
        { Listed: > 0 } head => head.Listed,
        { } head => head.Seq,
    };

    private void Take(LogEntry entry)
    {
        Head = entry.Seq;
        _headCounted = entry.Counted;
        _recent.Add(entry);
        Order.Note(entry);
    }

    private void AddMention(long seq, string user, string sender)
    {
        if (user == MentionsOfAll.Everyone)
        {
            _mentionsOfAll.Add(seq, sender);
        }
        else if (user != sender && _members.TryGetValue(user, out var member) && seq > member.Base)
        {
            member.Mention(seq);
        }
    }
}
