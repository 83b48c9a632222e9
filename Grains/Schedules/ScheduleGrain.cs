using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using OrleansIm.Domain.Schedules;
using OrleansIm.Grains.Conversations;
using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.Schedules;
using OrleansIm.Storage.Schedules;

namespace OrleansIm.Grains.Schedules;

/// <summary>
/// Shell around what a user wants to be sent later. It keeps nothing: each step is decided in the storage, so another activation does no harm,
/// and a user can cancel one message while another is on its way. What was taken to be sent is sent until the conversation has said what became
/// of it; the client id keeps it from being there twice.
/// </summary>
[GrainType("im.schedule"), Reentrant]
internal sealed partial class ScheduleGrain(
    IScheduleStore store, UserNotices notices, TimeProvider time, IOptions<ScheduleOptions> options, IOptions<ConversationOptions> conversations,
    ILogger<ScheduleGrain> logger)
    : Grain, IScheduleGrain
{
    private const int AtOnce = 16;

    /// <summary>A page is told in one frame, which has twice as much.</summary>
    private const int PageBytes = 256 * 1024;

    /// <summary>More than names and numbers of a message take; mentions come on top.</summary>
    private const int WordsBytes = 1024;

    private const int MentionBytes = 70;
    private const string Unavailable = "Scheduled messages can't be reached at the moment. Please try again.";

    private bool _isSending;

    private string User => GrainKeys.NameOf(this.GetPrimaryKeyString());

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static ScheduleResult Busy => ScheduleResult.Refused(ErrorCode.Busy, Unavailable);

    private static ScheduleResult OnItsWay => ScheduleResult.Refused(ErrorCode.Conflict, ScheduleRules.OnItsWay);

    public ValueTask<ScheduleResult> SetAsync(string session, ScheduledMessage message) => Guard.RunAsync(logger, User, Busy, async () =>
    {
        var verdict = ScheduleRules.Judge(await FindAsync(message), message, Now, options.Value.MaxDays);
        if (verdict.Dup || verdict.Code != ErrorCode.None)
        {
            return new ScheduleResult(verdict.Code, verdict.Message, verdict.Dup);
        }

        if (message.Draft.Expire > conversations.Value.ExpireSeconds)
        {
            return ScheduleResult.Refused(ErrorCode.Invalid, $"'expire' must be at most {conversations.Value.ExpireSeconds} seconds.");
        }

        var access = await GrainFactory.GetGrain<IConversationScheduleGrain>(GrainKeys.Conversation(message.Conversation)).MayWriteAsync(User);
        if (access.Code != ErrorCode.None)
        {
            return ScheduleResult.Refused(access.Code, access.Message);
        }

        if (!await store.SaveAsync(User, message, options.Value.MaxPerUser, CancellationToken.None))
        {
            return await FindAsync(message) is { State: ScheduleState.Sending }
                ? OnItsWay
                : ScheduleResult.Refused(ErrorCode.TooLarge, $"At most {options.Value.MaxPerUser} messages may wait.");
        }

        notices.Tell(User, new ScheduleDelivery(0, ScheduleEvent.Set, message), session);
        return ScheduleResult.Done();
    });

    public ValueTask<ScheduleResult> CancelAsync(string session, string conversation, string clientId) => Guard.RunAsync(logger, User, Busy, async () =>
    {
        if (await store.FindAsync(User, conversation, clientId, CancellationToken.None) is not { } known)
        {
            return ScheduleResult.Refused(ErrorCode.NotFound, "There is no such message.");
        }

        if (!await store.CancelAsync(User, conversation, clientId, CancellationToken.None))
        {
            return OnItsWay;
        }

        notices.Tell(User, new ScheduleDelivery(0, ScheduleEvent.Cancel, WithoutText(known) with { Code = ErrorCode.None }), session);
        return ScheduleResult.Done();
    });

    public ValueTask<SchedulePage> ListAsync(SchedulePlace after, int limit) => Guard.RunAsync(
        logger, User, new SchedulePage(ErrorCode.Busy, [], More: false), async () =>
        {
            var found = await store.ListAsync(User, after, limit + 1, CancellationToken.None);
            var (count, bytes) = (0, 0L);
            while (count < Math.Min(found.Count, limit) && (count == 0 || bytes + SizeOf(found[count]) <= PageBytes))
            {
                bytes += SizeOf(found[count++]);
            }

            return new SchedulePage(ErrorCode.None, [.. found.Take(count)], More: count < found.Count);
        });

    public async ValueTask WakeAsync()
    {
        if (_isSending)
        {
            return;
        }

        _isSending = true;
        await Guard.RunAsync(logger, User, false, SendDueAsync);
        _isSending = false;
    }

    private async ValueTask<bool> SendDueAsync()
    {
        // What follows one that could not be sent waits for it: in a conversation they come in the order of their times.
        var held = new HashSet<string>(StringComparer.Ordinal);
        var (now, after) = (Now, SchedulePlace.First);
        while (await store.TakeAsync(User, now, after, AtOnce, CancellationToken.None) is { Count: > 0 } due)
        {
            after = due[^1].Place;
            foreach (var message in due)
            {
                if (!held.Contains(message.Conversation) && !await TrySendAsync(message))
                {
                    held.Add(message.Conversation);
                }
            }
        }

        return true;
    }

    /// <summary>False if it has to be tried again.</summary>
    private async Task<bool> TrySendAsync(ScheduledMessage message)
    {
        var (conversation, clientId) = (message.Conversation, message.Draft.ClientId);
        AppendResult result;
        try
        {
            // Without a session of origin: all of the user's devices are pushed it.
            result = (await GrainFactory.GetGrain<IConversationGrain>(GrainKeys.Conversation(conversation)).AppendAsync(
                new AppendRequest(User, string.Empty, [message.Draft])))[0];
        }
        catch (Exception failure)
        {
            LogNotSent(User, conversation, failure.Message);
            return false;
        }

        switch (ScheduleRules.After(result.Code))
        {
            case ScheduleFate.Sent:
                await store.SentAsync(User, conversation, clientId, CancellationToken.None);
                notices.Tell(User, new ScheduleDelivery(0, ScheduleEvent.Sent, WithoutText(message), result.Seq), except: null);
                return true;
            case ScheduleFate.Failed:
                await store.FailAsync(User, conversation, clientId, result.Code, CancellationToken.None);
                notices.Tell(User, new ScheduleDelivery(0, ScheduleEvent.Failed, WithoutText(message) with { Code = result.Code }), except: null);
                return true;
            default:
                return false;
        }
    }

    private ValueTask<ScheduledMessage?> FindAsync(ScheduledMessage message) =>
        store.FindAsync(User, message.Conversation, message.Draft.ClientId, CancellationToken.None);

    private static ScheduledMessage WithoutText(ScheduledMessage message) =>
        message with { Draft = message.Draft with { Content = default, Mentions = null } };

    private static long SizeOf(ScheduledMessage message) =>
        message.Draft.Content.Length + WordsBytes + (MentionBytes * (message.Draft.Mentions?.Length ?? 0));

    [LoggerMessage(3142, LogLevel.Information, "A message of {User} to {Conversation} could not be sent at its time and is tried again: {Reason}")]
    private partial void LogNotSent(string user, string conversation, string reason);
}
