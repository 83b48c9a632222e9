using OrleansIm.Domain.Conversations;

namespace OrleansIm.Domain.Schedules;

/// <summary>A message that is to be sent later. The client id of its draft names it, and keeps it from being sent twice.</summary>
/// <param name="Conversation">Where to.</param>
/// <param name="Draft">What is sent.</param>
/// <param name="At">When, Unix milliseconds.</param>
/// <param name="State">How it stands.</param>
/// <param name="Code">Why it was not sent, once that has failed.</param>
[GenerateSerializer, Immutable, Alias("im.ScheduledMessage")]
public sealed record ScheduledMessage(
    [property: Id(0)] string Conversation,
    [property: Id(1)] Draft Draft,
    [property: Id(2)] long At,
    [property: Id(3)] ScheduleState State = ScheduleState.Waiting,
    [property: Id(4)] ErrorCode Code = ErrorCode.None)
{
    /// <summary>Its place in the list.</summary>
    public SchedulePlace Place => new(At, Conversation, Draft.ClientId);

    /// <summary>True if it says the same at the same time.</summary>
    public bool IsSame(ScheduledMessage other) =>
        At == other.At
        && Draft.Kind == other.Draft.Kind
        && Draft.ReplyTo == other.Draft.ReplyTo
        && Draft.Silent == other.Draft.Silent
        && Draft.Expire == other.Draft.Expire
        && Draft.Content.Span.SequenceEqual(other.Draft.Content.Span)
        && (Draft.Mentions ?? []).SequenceEqual(other.Draft.Mentions ?? [], StringComparer.Ordinal);
}
