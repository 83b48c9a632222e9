using OrleansIm.Domain.Users;

namespace OrleansIm.Domain.Tests.Users;

public sealed class PersonalStateTests
{
    [Fact]
    public void What_a_change_does_not_name_stays()
    {
        var state = PersonalState.None.With(new SettingsChange(true, NoDisturb.Blocked, null, true), readSeq: 7);

        Assert.Equal((true, NoDisturb.Blocked, false, 8L), (state.Pinned, state.NoDisturb, state.Archived, state.MarkSeq));
        Assert.Equal(state with { Archived = true }, state.With(new SettingsChange(null, null, true, null), readSeq: 9));
        Assert.Equal(state with { Pinned = false, MarkSeq = 0 }, state.With(new SettingsChange(false, null, null, false), readSeq: 9));
    }

    [Fact]
    public void Whatever_moves_the_read_cursor_takes_the_mark_off()
    {
        var marked = PersonalState.None.With(new SettingsChange(null, null, null, true), readSeq: 7);

        Assert.True(marked.IsMarked(readSeq: 7));
        Assert.False(marked.IsMarked(readSeq: 8));
        Assert.False(PersonalState.None.IsMarked(readSeq: 0));
    }

    [Theory]
    [InlineData(NoDisturb.Normal, false, true)]
    [InlineData(NoDisturb.Muted, false, false)]
    [InlineData(NoDisturb.Blocked, false, false)]
    [InlineData(NoDisturb.Normal, true, false)]
    public void The_badge_counts_what_is_neither_muted_nor_removed(NoDisturb noDisturb, bool removed, bool counts) =>
        Assert.Equal(counts, new PersonalState { NoDisturb = noDisturb, Removed = removed }.CountsInBadge);

    [Fact]
    public void A_message_above_the_head_at_removal_brings_the_conversation_back()
    {
        var removed = new PersonalState { Removed = true, RemovedSeq = 5 };

        Assert.True(removed.After(5, own: false).Removed);
        Assert.False(removed.After(6, own: false).Removed);
    }

    [Fact]
    public void An_own_message_behind_the_draft_was_the_draft()
    {
        var state = new PersonalState { Draft = "half a", DraftSeq = 5 };

        Assert.Equal("half a", state.After(5, own: true).Draft);
        Assert.Equal("half a", state.After(6, own: false).Draft);
        Assert.Null(state.After(6, own: true).Draft);
    }
}
