using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Protocol.Messages;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;

namespace OrleansIm.Grains.Conversations;

/// <summary>Membership of a group: who comes and goes, each with a tip in the log.</summary>
internal sealed class Seats(
    Ownership ownership, IMessageLog log, LogWriter writer, FanOut fanOut, TimeProvider time, ConversationOptions options)
{
    /// <summary>Names in a tip's text; the rest is counted.</summary>
    private const int NamesInText = 10;

    public async ValueTask<ActionResult> FoundAsync(string owner, string name, string[] members)
    {
        await ownership.TakeAsync();
        var state = ownership.State;
        if (state.Head > 0)
        {
            await writer.SettleAsync();
            return state.Recent(1) is { } first
                ? ActionResult.Done(1, first.Time, dup: true)
                : ActionResult.Done(1, time.GetUtcNow().ToUnixTimeMilliseconds(), dup: true);
        }

        var others = members.Where(user => user != owner).Distinct(StringComparer.Ordinal).ToArray();
        if (others.Length + 1 > options.MaxMembers)
        {
            return TooMany();
        }

        var entry = state.AcceptOwn(
            owner, ContentKind.Tip, ContentJson.Tip("group_created", Arguments(owner, others, name), $"{owner} created the group"), Now());
        state.Join(owner, MemberRole.Owner, 0, 0);
        foreach (var user in others)
        {
            state.Join(user, MemberRole.Member, 0, 0);
        }

        return await WriteAsync(state, entry, [owner, .. others]);
    }

    public async ValueTask<ActionResult> AddAsync(string by, string[] users)
    {
        await ownership.LookAsync();
        if (ownership.State.MayWrite(by) is { Member: null } access)
        {
            return ActionResult.Refused(access.Refusal, access.Message!);
        }

        await ownership.TakeAsync();
        var state = ownership.State;
        var joining = users.Distinct(StringComparer.Ordinal)
            .Where(user => state.MayLook(user).Member is not { IsIn: true })
            .ToArray();
        if (joining.Length == 0)
        {
            return ActionResult.Done(state.Committed, Now(), dup: true);
        }

        if (state.ActiveMembers + joining.Length > options.MaxMembers)
        {
            return TooMany();
        }

        var (joinedSeq, counted) = (state.Head, state.CountedAtHead);
        var entry = state.AcceptOwn(
            by, ContentKind.Tip, ContentJson.Tip("joined", Arguments(by, joining, null), $"{by} invited {Names(joining)}"), Now());
        foreach (var user in joining)
        {
            state.Join(user, MemberRole.Member, joinedSeq, counted);
        }

        return await WriteAsync(state, entry, joining);
    }

    public async ValueTask<ActionResult> LeaveAsync(string user)
    {
        await ownership.LookAsync();
        if (ownership.State.MayLook(user) is { Member: null } access)
        {
            return ActionResult.Refused(access.Refusal, access.Message!);
        }

        await ownership.TakeAsync();
        var state = ownership.State;
        if (state.MayWrite(user).Member is not { } member)
        {
            return await HasLeftAsync(state, user);
        }

        var entry = state.AcceptOwn(
            user, ContentKind.Tip, ContentJson.Tip("left", Arguments(user, [user], null), $"{user} left the group"), Now());
        state.Leave(member, entry.Seq);
        return await WriteAsync(state, entry, [user]);
    }

    /// <summary>Who left by itself finds its first receipt; if that was lost, so may have been the news of it.</summary>
    private async ValueTask<ActionResult> HasLeftAsync(Conversation state, string user)
    {
        var generation = ownership.Generation;
        var access = state.MayWrite(user);
        if (state.MayLook(user).Member is { } member)
        {
            if (member.LeftSeq > state.Committed)
            {
                await writer.SettleAsync();
            }

            var left = state.Recent(member.LeftSeq)
                ?? (await log.ReadForwardAsync(state.Id, member.LeftSeq - 1, member.LeftSeq, 1, CancellationToken.None)).SingleOrDefault();
            if (generation != ownership.Generation)
            {
                return Busy();
            }

            if (left is not null && member.LeftBy(left))
            {
                fanOut.Departed(state, member, left.Counted);
                return ActionResult.Done(left.Seq, left.Time, dup: true);
            }
        }

        return ActionResult.Refused(access.Refusal, access.Message!);
    }

    private static ActionResult Busy() => ActionResult.Refused(ErrorCode.Busy, "The conversation is busy. Please try again.");

    private static ActionResult TooMany() => ActionResult.Refused(ErrorCode.TooLarge, "The group would have too many members.");

    private static List<KeyValuePair<string, string>> Arguments(string by, string[] users, string? name)
    {
        List<KeyValuePair<string, string>> arguments = [new("by", by), new("users", string.Join(',', users.Take(500)))];
        if (!string.IsNullOrEmpty(name))
        {
            arguments.Add(new("name", name));
        }

        return arguments;
    }

    private static string Names(string[] users) =>
        users.Length <= NamesInText
            ? string.Join(", ", users)
            : $"{string.Join(", ", users.Take(NamesInText))} and {users.Length - NamesInText} more";

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private async ValueTask<ActionResult> WriteAsync(Conversation state, LogEntry entry, string[] affected)
    {
        var wasLarge = state.Large;
        state.SetLarge(wasLarge ? state.ActiveMembers > options.SmallAgainAt : state.ActiveMembers > options.LargeAbove);
        var status = await writer.WriteAsync(
            state,
            new ConversationAppend
            {
                Conversation = state.Id,
                Epoch = 0,
                Entries = [entry],
                Members = [.. affected.Select(user => ChangeOf(state.MayLook(user).Member!))],
                Large = state.Large != wasLarge ? state.Large : null,
            },
            committed => fanOut.Entry(state, committed, session: null, wasLarge, affected));
        return status == AppendStatus.Committed
            ? ActionResult.Done(entry.Seq, entry.Time)
            : Busy();
    }

    private static MemberChange ChangeOf(Member member) =>
        new(member.User, member.Role, member.JoinedSeq, member.LeftSeq);
}
