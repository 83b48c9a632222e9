using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Operations;
using OrleansIm.Protocol.Messages;
using OrleansIm.Storage.Log;
using Rules = OrleansIm.Domain.Conversations.Edits;

namespace OrleansIm.Grains.Conversations;

/// <summary>Changing what was written: one entry of the log gives another one a new content, and the old one is kept as a version.</summary>
internal sealed class Edits(
    Ownership ownership, IRevisionStore revisions, LogWriter writer, FanOut fanOut, MessageTurns turns, Targets targets, Hidings hidings, MuteList mutes,
    TimeProvider time, ConversationOptions options)
{
    /// <summary>Bytes of versions in one answer; a frame to a client may have 512 KiB.</summary>
    private const int MaxBytes = 400 * 1024;

    private static readonly ActionResult Busy = ActionResult.Refused(ErrorCode.Busy, "The conversation is busy. Please try again.");

    public async ValueTask<ActionResult> EditAsync(EditAction action)
    {
        await ownership.LookAsync();
        return ownership.State.MayLook(action.User) is { Member: null } access
            ? Refusal(access)
            : await turns.RunAsync(action.Seq, () => AttemptAsync(action));
    }

    public async ValueTask<VersionsResult> VersionsAsync(VersionsRequest request)
    {
        await ownership.LookAsync();
        var state = ownership.State;
        if (state.MayLook(request.User) is not { Member: { } member })
        {
            return Refused(state.MayLook(request.User));
        }

        var ceiling = member.Ceiling(state.Committed);
        var target = member.Sees(request.Seq) ? await targets.FindAsync(state, request.Seq) : null;
        if (target is null || !ContentKinds.IsMessage(target.Kind) || await hidings.CoverAsync(state, request.User, request.Seq))
        {
            return new VersionsResult(ErrorCode.NotFound, "There is no such message.", [], More: false);
        }

        if (target.RecalledBy is not null)
        {
            return new VersionsResult(ErrorCode.Expired, "This message was recalled.", [], More: false);
        }

        return target.EditedAt > 0
            ? Page(await revisions.ReadAsync(state.Id, target.Seq, request.After, request.Limit + 1, CancellationToken.None), request.Limit, ceiling)
            : new VersionsResult(
                ErrorCode.None, null, request.After < target.Seq ? [new MessageVersion(target.Seq, target.Time, target.Content)] : [], More: false);
    }

    /// <summary>What fits into one answer, and nothing that came after the reader had left.</summary>
    private static VersionsResult Page(IReadOnlyList<Revision> found, int limit, long ceiling)
    {
        List<MessageVersion> versions = [];
        var bytes = 0;
        var seen = found.Where(revision => revision.EditSeq <= ceiling).ToList();
        foreach (var revision in seen.Take(limit).TakeWhile(_ => bytes < MaxBytes))
        {
            versions.Add(new MessageVersion(revision.EditSeq, revision.Time, revision.Content));
            bytes += revision.Content.Length;
        }

        return new VersionsResult(ErrorCode.None, null, [.. versions], More: versions.Count < seen.Count);
    }

    private async Task<ActionResult> AttemptAsync(EditAction action)
    {
        await ownership.TakeAsync();
        var (state, generation) = (ownership.State, ownership.Generation);
        var target = await targets.FindAsync(state, action.Seq);
        var hidden = await hidings.CoverAsync(state, action.User, action.Seq);
        if (state.MayLook(action.User).Member is not { } member || target is null || hidden || !member.Sees(target.Seq))
        {
            return ActionResult.Refused(ErrorCode.NotFound, "There is no such message.");
        }

        if (Rules.Check(member, target) is { Member: null } refused)
        {
            // To one who has left it says so first, as to every other wish.
            return member.IsIn ? Refusal(refused) : Refusal(state.MayWrite(action.User));
        }

        if (!member.IsIn)
        {
            return await HasLeftAsync(state, member, target, action);
        }

        if (Rules.IsSame(target, action.Content))
        {
            return await SameAsync(state, target);
        }

        using var hiders = await hidings.HidersAsync(state, target.Seq);
        var edits = target.EditedAt == 0 ? [] : await revisions.EditsAsync(state.Id, target.Seq, options.EditsPerMessage, CancellationToken.None);

        // What was awaited above may have taken the state away, or the right to write.
        if (generation != ownership.Generation || state.Head - state.Committed >= options.MaxUncommitted)
        {
            return Busy;
        }

        if (state.MayWrite(action.User) is { Member: null } access)
        {
            return Refusal(access);
        }

        if (mutes.Covers(action.User, state.Id)
            || state.Order.RestraintOf(member, time.GetUtcNow().ToUnixTimeMilliseconds()).Code == ErrorCode.Muted)
        {
            return ActionResult.Refused(ErrorCode.Muted, "You can't change messages here at the moment.");
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return Rules.IsTooLate(target, now, options.EditSeconds * 1000L)
            ? ActionResult.Refused(ErrorCode.Expired, "It is too late to edit this message.")
            : edits.Count >= options.EditsPerMessage
            ? ActionResult.Refused(ErrorCode.TooLarge, $"A message can be edited {options.EditsPerMessage} times.")
            : await WriteAsync(state, target, action, now, hiders);
    }

    /// <summary>Who has left changes nothing any more; who repeats an edit from before finds its receipt.</summary>
    private async Task<ActionResult> HasLeftAsync(Conversation state, Member member, LogEntry target, EditAction action)
    {
        var seen = target.EditedAt == 0 ? []
            : await revisions.AsOfAsync(state.Id, [target.Seq], member.LeftSeq, CancellationToken.None);
        return seen is [var version] && version.EditSeq != target.Seq && version.Content.Span.SequenceEqual(action.Content.Span)
            ? ActionResult.Done(version.EditSeq, version.Time, dup: true)
            : Refusal(state.MayWrite(action.User));
    }

    /// <summary>It says so already: the receipt of the entry that made it so, or of the message itself.</summary>
    private async Task<ActionResult> SameAsync(Conversation state, LogEntry target)
    {
        var version = target.EditedAt == 0 ? null
            : (await revisions.AsOfAsync(state.Id, [target.Seq], long.MaxValue, CancellationToken.None)).SingleOrDefault();
        return ActionResult.Done(version?.EditSeq ?? target.Seq, version?.Time ?? target.Time, dup: true);
    }

    private async Task<ActionResult> WriteAsync(Conversation state, LogEntry target, EditAction action, long now, Hiders hiders)
    {
        var entry = state.AcceptOwn(action.User, ContentKind.Edit, ContentJson.Edit(target.Seq, action.Content.Span), now);
        var edited = Rules.Apply(target, action.Content, now);
        var status = await writer.WriteAsync(
            state,
            new ConversationAppend
            {
                Conversation = state.Id,
                Epoch = 0,
                Entries = [entry],
                Edits = [new Revision(target.Seq, entry.Seq, now, action.Content, edited.Original)],
            },
            committed =>
            {
                state.CommitEdit(edited);
                fanOut.Entry(state, committed, session: null, state.Large, [], hiders: hiders);
            });
        return status == AppendStatus.Committed ? ActionResult.Done(entry.Seq, now) : Busy;
    }

    private static ActionResult Refusal(Access access) => ActionResult.Refused(access.Refusal, access.Message!);

    private static VersionsResult Refused(Access access) => new(access.Refusal, access.Message, [], More: false);
}
