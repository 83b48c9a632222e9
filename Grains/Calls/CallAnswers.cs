using OrleansIm.Domain.Calls;
using OrleansIm.Domain.Conversations;
using OrleansIm.Grains.Interfaces.Calls;

namespace OrleansIm.Grains.Calls;

/// <summary>How a call stands, as an answer to whoever asks.</summary>
internal static class CallAnswers
{
    private static CallResult NoSuchCall => CallResult.Refused(ErrorCode.NotFound, "There is no such call.");

    /// <summary>To one who has done something in it.</summary>
    public static CallResult Done(Call call, string user, bool dup)
    {
        var standing = CallNews.Of(call, CallEvent.State, string.Empty) with { Parties = ConversationId.IsGroup(call.Conversation) ? call.Parties : [] };
        return new CallResult(
            ErrorCode.None, null, dup, user == call.Caller && call.AnsweredAt == 0 ? standing with { RingUntil = call.RingsUntil } : standing);
    }

    /// <summary>To one who may have missed something.</summary>
    public static CallResult Standing(Call call, string user) =>
        (call.IsOver ? CallNews.Of(call, CallEvent.State, string.Empty) : CallNews.For(call, user)) is { } standing
            ? new CallResult(ErrorCode.None, null, true, standing)
            : NoSuchCall;

    /// <summary>To the conversation: whether one goes on.</summary>
    public static CallResult GoingOn(Call? call) =>
        new(ErrorCode.None, null, false, call is { IsOver: false } ? CallNews.Of(call, CallEvent.State, string.Empty) : null);
}
