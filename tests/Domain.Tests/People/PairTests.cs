using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.People;
using OrleansIm.Domain.Users;

namespace OrleansIm.Domain.Tests.People;

public sealed class PairTests
{
    [Fact]
    public void A_greeting_that_is_taken_back_is_gone_and_nothing_else_is()
    {
        var pair = new Pair("alice", "bob").Request("alice", "it is me", 10).Next!.Accept("bob", 20).Next!;

        var step = pair.Ungreet("alice", 30);

        Assert.Equal(pair with { SecondSide = pair.SecondSide with { Greeting = string.Empty }, Version = step.Next!.Version }, step.Next);
        Assert.True(step.Next.Version > pair.Version);
        Assert.Null(step.Next.Ungreet("alice", 40).Next);
        Assert.Null(pair.Ungreet("bob", 40).Next);
    }

    private static readonly Pair Strangers = new("alice", "bob");
    private static readonly Pair Asked = Next(Strangers.Request("alice", "hi", 10));
    private static readonly Pair Contacts = Next(Asked.Accept("bob", 20));

    [Fact]
    public void A_request_stands_on_both_sides_and_an_acceptance_makes_contacts()
    {
        Assert.Equal(new ContactSide { State = ContactState.Outgoing, Time = 10 }, Asked.Of("alice"));
        Assert.Equal(new ContactSide { State = ContactState.Incoming, Time = 10, Greeting = "hi" }, Asked.Of("bob"));
        Assert.False(Asked.AreContacts);
        Assert.True(Contacts.AreContacts);
        Assert.Equal((ContactState.Contact, ContactState.Contact), (Contacts.Of("alice").State, Contacts.Of("bob").State));
        Assert.True(Contacts.Version > Asked.Version && Asked.Version > Strangers.Version);
    }

    [Fact]
    public void Whoever_asks_while_the_other_has_asked_accepts()
    {
        var step = Asked.Request("bob", "hello", 20);

        Assert.Equal(ContactEvent.Accept, step.Event);
        Assert.True(step.Next!.AreContacts);
        Assert.Equal("hi", step.Next.Of("bob").Greeting);
    }

    [Fact]
    public void Every_act_repeated_changes_nothing_and_is_no_refusal()
    {
        var parted = Next(Contacts.Remove("alice", 30));
        var blocked = Next(Strangers.Set("bob", new ContactChange(null, null, true, null), 5));

        Known(Asked.Request("alice", "other words", 11), ContactEvent.Request);
        Known(Contacts.Request("alice", "hi", 21), ContactEvent.Accept);
        Known(Contacts.Accept("bob", 21), ContactEvent.Accept);
        Known(Contacts.Accept("alice", 21), ContactEvent.Accept);
        Known(Next(Asked.Reject("bob", 20)).Reject("bob", 21), ContactEvent.Reject);
        Known(parted.Remove("alice", 31), ContactEvent.Remove);
        Known(parted.Remove("bob", 31), ContactEvent.Remove);
        Known(blocked.Set("bob", new ContactChange(null, null, true, null), 6), ContactEvent.Set);

        static void Known(PairStep step, ContactEvent what) => Assert.Equal(PairStep.Known(what), step);
    }

    [Fact]
    public void One_cannot_answer_for_the_other_nor_take_back_the_others_answer()
    {
        Assert.Equal(ErrorCode.NotFound, Asked.Accept("alice", 11).Refusal);
        Assert.Equal(ErrorCode.NotFound, Asked.Reject("alice", 11).Refusal);
        Assert.Equal(ErrorCode.NotFound, Strangers.Accept("bob", 11).Refusal);
        Assert.Equal(ErrorCode.Conflict, Contacts.Reject("bob", 21).Refusal);
        Assert.Equal(ErrorCode.NotFound, Next(Asked.Reject("bob", 20)).Accept("bob", 21).Refusal);
    }

    [Fact]
    public void Removing_parts_both_and_takes_what_was_noted_along_but_not_a_block()
    {
        var noted = Next(Contacts.Set("alice", new ContactChange("Bobby", true, null, "work"), 25));
        var blocking = Next(noted.Set("bob", new ContactChange(null, null, true, null), 26));
        var parted = Next(blocking.Remove("alice", 30));

        Assert.Equal(ContactSide.Stranger, parted.Of("alice"));
        Assert.Equal(ContactSide.Stranger with { Blocked = true, Time = 30 }, parted.Of("bob"));
        Assert.Equal(ContactSide.Stranger, Next(Asked.Remove("alice", 30)).Of("bob"));
    }

    [Fact]
    public void What_is_noted_is_the_own_side_only_and_what_is_not_said_stays()
    {
        var noted = Next(Contacts.Set("alice", new ContactChange("Bobby", true, null, "work"), 25));
        var later = Next(noted.Set("alice", new ContactChange(null, false, null, null), 26));

        Assert.Equal(Contacts.Of("bob"), later.Of("bob"));
        Assert.Equal(("Bobby", "work", false), (later.Of("alice").Remark, later.Of("alice").Group, later.Of("alice").Star));
        Assert.Equal(string.Empty, Next(later.Set("alice", new ContactChange(string.Empty, null, null, null), 27)).Of("alice").Remark);
        Assert.Equal(ErrorCode.NotFound, Strangers.Set("alice", new ContactChange("x", null, null, null), 5).Refusal);
        Assert.Equal(ErrorCode.NotFound, Strangers.Set("alice", new ContactChange(null, true, null, null), 5).Refusal);
    }

    [Fact]
    public void A_block_stops_the_others_messages_and_requests_and_turns_a_request_down()
    {
        var blocked = Next(Asked.Set("bob", new ContactChange(null, null, true, null), 20));

        Assert.True(blocked.IsBlocked("alice"));
        Assert.False(blocked.IsBlocked("bob"));
        Assert.Equal(ContactSide.Stranger, blocked.Of("alice"));
        Assert.Equal(ErrorCode.Blocked, blocked.Request("alice", "again", 21).Refusal);
        Assert.Equal(ErrorCode.Forbidden, blocked.Request("bob", "hello", 21).Refusal);
        Assert.Equal(ErrorCode.None, Next(blocked.Set("bob", new ContactChange(null, null, false, null), 22)).Request("alice", "again", 23).Refusal);
        Assert.True(Next(Contacts.Set("bob", new ContactChange(null, null, true, null), 25)).AreContacts);
    }

    [Fact]
    public void A_request_among_contacts_one_of_whom_has_blocked_the_other_is_refused_like_any()
    {
        var blocked = Next(Contacts.Set("bob", new ContactChange(null, null, true, null), 25));

        Assert.Equal(ErrorCode.Blocked, blocked.Request("alice", "hello", 26).Refusal);
        Assert.Equal(ErrorCode.Forbidden, blocked.Request("bob", "hello", 26).Refusal);
        var open = Next(blocked.Set("bob", new ContactChange(null, null, false, null), 27));
        Assert.Equal(PairStep.Known(ContactEvent.Accept), open.Request("alice", "hello", 28));
    }

    [Theory]
    [InlineData(false, ErrorCode.None)]
    [InlineData(true, ErrorCode.Forbidden)]
    public void In_a_conversation_the_blocked_may_not_write_and_strangers_only_if_they_may(bool friendsOnly, ErrorCode strangers)
    {
        var conversation = new Conversation("d:alice:bob") { Peers = new Peers(Strangers, friendsOnly, OwnRules.Open, OwnRules.Open) };
        Assert.Equal(strangers, conversation.MayWrite("alice").Refusal);

        conversation.Peers = new Peers(Contacts, friendsOnly, OwnRules.Open, OwnRules.Open);
        Assert.Equal(ErrorCode.None, conversation.MayWrite("alice").Refusal);

        conversation.Peers = new Peers(Next(Contacts.Set("bob", new ContactChange(null, null, true, null), 25)), friendsOnly, OwnRules.Open, OwnRules.Open);
        Assert.Equal((ErrorCode.Blocked, ErrorCode.None), (conversation.MayWrite("alice").Refusal, conversation.MayWrite("bob").Refusal));
        Assert.Equal(ErrorCode.NotFound, conversation.MayWrite("carol").Refusal);
    }

    private static Pair Next(PairStep step)
    {
        Assert.Equal(ErrorCode.None, step.Refusal);
        return step.Next!;
    }

    [Theory]
    [InlineData(Audience.Everyone, true, true)]
    [InlineData(Audience.Contacts, false, true)]
    [InlineData(Audience.Nobody, false, false)]
    public void A_user_says_who_may_write_to_it_and_the_other_side_is_not_asked(Audience audience, bool stranger, bool contact)
    {
        var rules = OwnRules.Open with { Write = audience };

        Assert.Equal(stranger, new Peers(Strangers, false, OwnRules.Open, rules).RefusalOf("alice") is null);
        Assert.Equal(contact, new Peers(Contacts, false, OwnRules.Open, rules).RefusalOf("alice") is null);
        Assert.Null(new Peers(Strangers, false, OwnRules.Open, rules).RefusalOf("bob"));
        Assert.Equal(stranger, new Peers(Strangers, false, rules, OwnRules.Open).RefusalOf("bob") is null);
    }

    [Fact]
    public void Who_wants_to_be_asked_by_nobody_may_ask_and_be_agreed_with()
    {
        Assert.Equal(ErrorCode.Forbidden, Strangers.Request("alice", "hi", 10, closed: true).Refusal);
        var asked = Strangers.Request("bob", "hi", 10).Next!;
        Assert.Equal(ContactEvent.Accept, asked.Request("alice", "", 11, closed: true).Event);
        Assert.Equal(ErrorCode.None, asked.Request("bob", "hi", 12, closed: true).Refusal);
        Assert.True(new Peers(Strangers, false, OwnRules.Open, OwnRules.Open with { Add = Audience.Nobody }).IsClosedTo("alice"));
    }
}
