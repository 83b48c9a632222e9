using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Conversations;
using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Operations;
using OrleansIm.Grains.Tests.Cluster;
using OrleansIm.Storage.Log;

namespace OrleansIm.Grains.Tests.Conversations;

/// <summary>Orleans may have two activations of one grain for a moment. The log's fence has to hold then.</summary>
public sealed class TwoOwnersTests(ImCluster cluster)
{
    private const int Senders = 4;
    private const int Each = 50;

    [Fact]
    public async Task Two_owners_at_once_write_one_dense_log_with_each_message_once()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        await using var one = new Owner(cluster, conversation);
        await using var other = new Owner(cluster, conversation);

        var taken = await Task.WhenAll(Enumerable.Range(0, Senders).Select(async sender =>
        {
            List<(string ClientId, AppendResult Result)> results = [];
            for (var i = 0; i < Each; i++)
            {
                var clientId = $"{sender}-{i}";
                for (var attempt = 0; ; attempt++)
                {
                    // Each retry asks the other one: the outcome of the first may be unknown.
                    var owner = (sender + i + attempt) % 2 == 0 ? one : other;
                    var result = await owner.SendAsync(sender % 2 == 0 ? alice : bob, clientId);
                    if (result.Code != ErrorCode.Busy)
                    {
                        results.Add((clientId, result));
                        break;
                    }
                }
            }

            return results;
        }));

        var all = taken.SelectMany(results => results).ToList();
        Assert.All(all, sent => Assert.Equal(ErrorCode.None, sent.Result.Code));
        var log = await ReadAsync(conversation);
        Assert.Equal(Enumerable.Range(1, Senders * Each).Select(seq => (long)seq), log.Select(entry => entry.Seq));
        Assert.Equal(log.Select(entry => entry.Seq), log.Select(entry => entry.Counted));
        Assert.Equal(
            log.Select(entry => (entry.ClientId!, entry.Seq)).Order(),
            all.Select(sent => (sent.ClientId, sent.Result.Seq)).Order());
    }

    [Fact]
    public async Task The_loser_recovers_with_what_the_winner_wrote()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        await using var loser = new Owner(cluster, conversation);
        await using var winner = new Owner(cluster, conversation);
        Assert.Equal(1, (await loser.SendAsync(alice, "c1")).Seq);
        Assert.Equal(2, (await winner.SendAsync(bob, "c2")).Seq);

        Assert.Equal(ErrorCode.Busy, (await loser.SendAsync(alice, "c3")).Code);
        var recovered = await loser.SendAsync(alice, "c3");

        Assert.Equal((ErrorCode.None, 3L), (recovered.Code, recovered.Seq));
        Assert.Equal(ErrorCode.Busy, (await winner.SendAsync(bob, "c4")).Code);
        Assert.Equal(4, (await winner.SendAsync(bob, "c4")).Seq);
    }

    [Fact]
    public async Task The_loser_looks_anew_before_it_answers_a_reader()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        await using var loser = new Owner(cluster, conversation);
        await using var winner = new Owner(cluster, conversation);
        await loser.SendAsync(alice, "c1");
        await winner.SendAsync(bob, "c2");
        Assert.Equal(ErrorCode.Busy, (await loser.SendAsync(alice, "c3")).Code);

        Assert.Equal(2, await loser.LookAsync());
    }

    private async Task<List<LogEntry>> ReadAsync(string conversation)
    {
        List<LogEntry> log = [];
        while (true)
        {
            var part = await cluster.Log.ReadForwardAsync(conversation, log.Count, long.MaxValue, 500, CancellationToken.None);
            if (part.Count == 0)
            {
                return log;
            }

            log.AddRange(part);
        }
    }

    /// <summary>What a conversation grain is made of, one turn at a time as there.</summary>
    private sealed class Owner : IAsyncDisposable
    {
        private readonly TaskScheduler _turns = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        private readonly LogAppender _appender;
        private readonly Ownership _ownership;
        private readonly Messages _messages;

        public Owner(ImCluster cluster, string conversation)
        {
            var time = TimeProvider.System;
            _appender = new LogAppender(
                cluster.Log, Options.Create(new LogAppenderOptions()), time, NullLogger<LogAppender>.Instance);
            _ = _appender.StartingAsync(CancellationToken.None);
            _ownership = new Ownership(conversation, cluster.Log);
            var meter = new DeliveryMeter(new Meter("test"));
            var fanOut = new FanOut(
                new UserLanes(cluster.Client, meter, time, NullLogger<UserLanes>.Instance),
                new GatewayOutboxes(meter, time, NullLogger<GatewayOutboxes>.Instance),
                time);
            _messages = new Messages(
                _ownership, cluster.Log, new LogWriter(_ownership, _appender), fanOut,
                new MuteList(new NoMutes(), time, NullLogger<MuteList>.Instance), cluster.Media, new HotConversations(time), time, new ConversationOptions());
        }

        public async Task<AppendResult> SendAsync(string user, string clientId) =>
            (await TurnAsync(() => _messages.AppendAsync(new AppendRequest(user, "s", [Texts.Draft(clientId)])).AsTask()))[0];

        public Task<long> LookAsync() => TurnAsync(async () =>
        {
            await _ownership.LookAsync();
            return _ownership.State.Committed;
        });

        public ValueTask DisposeAsync() => _appender.DisposeAsync();

        private Task<T> TurnAsync<T>(Func<Task<T>> turn) =>
            Task.Factory.StartNew(turn, CancellationToken.None, TaskCreationOptions.None, _turns).Unwrap();
    }
}
