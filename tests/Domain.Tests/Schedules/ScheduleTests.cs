using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Domain.Schedules;

namespace OrleansIm.Domain.Tests.Schedules;

/// <summary>What may be kept to be sent later, and what becomes of it.</summary>
public sealed class ScheduleTests
{
    private const int Days = 366;
    private const long Now = 1_700_000_000_000;
    private const long Farthest = Now + (Days * 86_400_000L);

    private static readonly ScheduledMessage Hello = Message("hello", Now + 1);

    [Fact]
    public void A_time_that_is_to_come_and_not_too_far_away_is_kept()
    {
        Assert.Equal(ScheduleVerdict.Keep, Judge(null, Hello));
        Assert.Equal(ScheduleVerdict.Keep, Judge(null, Hello with { At = Farthest }));
        Assert.Equal(ErrorCode.Expired, Judge(null, Hello with { At = Now }).Code);
        Assert.Equal(ErrorCode.Expired, Judge(null, Hello with { At = 1 }).Code);
        Assert.Equal(ErrorCode.Invalid, Judge(null, Hello with { At = Farthest + 1 }).Code);
    }

    [Fact]
    public void What_waits_may_be_given_another_text_or_time_and_what_is_the_same_is_known()
    {
        Assert.Equal(ScheduleVerdict.Known, Judge(Hello, Message("hello", Now + 1)));
        Assert.Equal(ScheduleVerdict.Keep, Judge(Hello, Hello with { At = Now + 2 }));
        foreach (var other in (Draft[])
            [
                Message("other", 0).Draft, Hello.Draft with { Mentions = ["bob"] }, Hello.Draft with { ReplyTo = 1 }, Hello.Draft with { Silent = true },
                Hello.Draft with { Kind = ContentKind.Custom },
            ])
        {
            Assert.Equal(ScheduleVerdict.Keep, Judge(Hello, Hello with { Draft = other }));
        }
    }

    [Fact]
    public void A_repeated_request_is_known_also_after_the_time_has_come()
    {
        var due = Hello with { At = Now - 1, State = ScheduleState.Sending };

        Assert.Equal(ScheduleVerdict.Known, Judge(due, Hello with { At = Now - 1 }));
        Assert.Equal(ErrorCode.Conflict, Judge(due, Hello with { At = Now + 1 }).Code);
    }

    [Fact]
    public void What_was_refused_may_be_tried_again()
    {
        var failed = Hello with { State = ScheduleState.Failed, Code = ErrorCode.NotMember };

        Assert.Equal(ScheduleVerdict.Keep, Judge(failed, Hello));
        Assert.Equal(ErrorCode.Expired, Judge(failed with { At = Now - 1 }, Hello with { At = Now - 1 }).Code);
    }

    [Fact]
    public void Only_what_is_sure_ends_it()
    {
        Assert.Equal(ScheduleFate.Sent, ScheduleRules.After(ErrorCode.None));
        Assert.Equal(ScheduleFate.Again, ScheduleRules.After(ErrorCode.Busy));
        Assert.Equal(ScheduleFate.Again, ScheduleRules.After(ErrorCode.RateLimited));
        foreach (var code in Enum.GetValues<ErrorCode>().Except([ErrorCode.None, ErrorCode.Busy, ErrorCode.RateLimited]))
        {
            Assert.Equal(ScheduleFate.Failed, ScheduleRules.After(code));
        }
    }

    [Fact]
    public void A_place_is_read_as_it_was_written_and_nothing_else_is_one()
    {
        var place = new SchedulePlace(Now, "d:alice:bob", "an id with spaces");

        Assert.True(SchedulePlace.TryParse(place.ToString(), out var read));
        Assert.Equal(place, read);
        Assert.All((string[])["", "1", "1 d:a:b", "x d:a:b c", "-1 d:a:b c", " d:a:b c"], static text => Assert.False(SchedulePlace.TryParse(text, out _)));
    }

    private static ScheduleVerdict Judge(ScheduledMessage? known, ScheduledMessage next) => ScheduleRules.Judge(known, next, Now, Days);

    private static ScheduledMessage Message(string text, long at) => new(
        "d:alice:bob", new Draft("c1", ContentKind.Text, System.Text.Encoding.UTF8.GetBytes(text), null, 0, Silent: false), at);
}
