using OrleansIm.Gateway.People;
using OrleansIm.Grains.Interfaces.Conversations;

namespace OrleansIm.Gateway.Tests.People;

public sealed class TypingGateTests
{
    private const long Second = 1000;
    private static readonly long While = (long)TypingGate.While.TotalSeconds * Second;

    [Fact]
    public void Within_a_while_it_passes_once_for_each_conversation()
    {
        var gate = new TypingGate();

        Assert.True(gate.TryPass("g:one", 5, Second, out _));
        Assert.All(Enumerable.Range(0, 1_000), _ => Assert.False(gate.TryPass("g:one", 5 + While - 1, Second, out var _)));
        Assert.True(gate.TryPass("g:two", 6, Second, out _));
        Assert.True(gate.TryPass("g:one", 5 + While, Second, out _));
        Assert.False(gate.TryPass("g:one", 6 + While, Second, out _));
    }

    [Fact]
    public void What_was_refused_is_refused_again_from_memory()
    {
        var gate = new TypingGate();
        gate.TryPass("g:one", 0, Second, out _);
        gate.Note("g:one", ActionResult.Refused(ErrorCode.NotMember, "no"));

        Assert.False(gate.TryPass("g:one", 1, Second, out var last));
        Assert.Equal(ErrorCode.NotMember, last.Code);
        Assert.True(gate.TryPass("g:one", While, Second, out _));
        Assert.False(gate.TryPass("g:one", While, Second, out last));
        Assert.Equal(ErrorCode.None, last.Code);
    }

    [Fact]
    public void However_many_conversations_are_named_only_a_few_pass_and_are_remembered()
    {
        var gate = new TypingGate();

        Assert.Equal(TypingGate.Conversations, Enumerable.Range(0, 10_000).Count(i => gate.TryPass($"g:{i}", i % 100, Second, out _)));
        Assert.Equal(TypingGate.Conversations, Enumerable.Range(0, 10_000).Count(i => gate.TryPass($"g:{i}", 100 + While, Second, out _)));
    }
}
