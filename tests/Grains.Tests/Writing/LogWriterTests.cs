using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Groups;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Conversations;
using OrleansIm.Storage.Log;

namespace OrleansIm.Grains.Tests.Writing;

public sealed class LogWriterTests
{
    private const int Count = 50_000;

    /// <summary>
    /// A commit may end while its write has not even begun to wait for it. It must not overtake the one before, whose
    /// continuation stands in the grain's queue: members would see a gap that is none, and be sent everything again.
    /// </summary>
    [Fact]
    public async Task Entries_are_told_in_the_order_of_the_log_however_fast_the_commits_are()
    {
        var log = new InstantLog();
        // Room for all of them, however slowly the machine takes them out again.
        await using var appender = new LogAppender(
            log, Options.Create(new LogAppenderOptions { QueueEntries = Count }), TimeProvider.System, NullLogger<LogAppender>.Instance);
        await appender.StartingAsync(TestContext.Current.CancellationToken);
        var told = new List<long>(Count);

        // As a grain's turns: one at a time, in the order in which they were queued.
        var turns = new TaskFactory(new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler);
        await await turns.StartNew(() => WriteAsync(log, appender, told), TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(1, Count).Select(static seq => (long)seq), told);
    }

    /// <summary>A message that found no room is simply taken back; what else came with an entry can only be forgotten with the whole state.</summary>
    [Fact]
    public async Task What_found_no_room_leaves_no_trace_in_the_state()
    {
        var log = new InstantLog();
        await using var appender = new LogAppender(
            log, Options.Create(new LogAppenderOptions()), TimeProvider.System, NullLogger<LogAppender>.Instance);
        await appender.StoppedAsync(TestContext.Current.CancellationToken);
        foreach (var (change, forgets) in new (Func<ConversationAppend, ConversationAppend>, bool)[]
        {
            (static part => part, false),
            (static part => part with { Rules = new GroupRules(MuteAll: true, 0) }, true),
            (static part => part with { DisbandedAt = 1 }, true),
        })
        {
            var ownership = new Ownership("g:team", log);
            await ownership.TakeAsync();
            var entry = ownership.State.AcceptOwn("alice", ContentKind.Tip, "{}"u8.ToArray(), now: 1);
            var part = change(new ConversationAppend { Conversation = "g:team", Epoch = 0, Entries = [entry] });

            Assert.Equal(AppendStatus.Fenced, await new LogWriter(ownership, appender).WriteAsync(ownership.State, part, static _ => { }));

            Assert.Equal(forgets ? 1 : 0, ownership.Generation);
            Assert.Equal(forgets ? 1 : 0, ownership.State.Head);
        }
    }

    private static async Task WriteAsync(InstantLog log, LogAppender appender, List<long> told)
    {
        var ownership = new Ownership("d:alice:bob", log);
        var writer = new LogWriter(ownership, appender);
        await ownership.TakeAsync();
        var writes = new List<Task<AppendStatus>>(Count);
        for (var i = 0; i < Count; i++)
        {
            var draft = new Draft($"m{i}", ContentKind.Text, """{"text":"x"}"""u8.ToArray(), null, 0, false);
            var accepted = ownership.State.Accept("alice", draft, now: 1000 + i);
            var append = new ConversationAppend
            {
                Conversation = ownership.State.Id,
                Epoch = 0,
                Entries = [accepted.Entry!],
            };
            writes.Add(writer.WriteAsync(ownership.State, append, entry => told.Add(entry.Seq)).AsTask());
            if (i % 4 == 0)
            {
                // The end of a turn: what has been committed meanwhile gets its own.
                await Task.Yield();
            }
        }

        Assert.All(await Task.WhenAll(writes), static status => Assert.Equal(AppendStatus.Committed, status));
    }
}
