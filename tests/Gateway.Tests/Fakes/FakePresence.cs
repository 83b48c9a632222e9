using System.Collections.Concurrent;
using OrleansIm.Domain.People;
using OrleansIm.Domain.Presence;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.People;
using OrleansIm.Grains.Interfaces.Presence;

namespace OrleansIm.Gateway.Tests.Fakes;

/// <summary>Users that are watched, and what the storage says of who may see whom.</summary>
internal sealed class FakePresence
{
    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.Ordinal);

    /// <summary>What each user's grain says; nothing makes it a user who was never there.</summary>
    public ConcurrentDictionary<string, PresenceFacts> Facts { get; } = new(StringComparer.Ordinal);

    /// <summary>When each was last there; who is not in it may not be seen by anybody.</summary>
    public ConcurrentDictionary<string, long> Sights { get; } = new(StringComparer.Ordinal);

    /// <summary>True while nobody answers.</summary>
    public bool Down { get; set; }

    /// <summary>No grain answers before this.</summary>
    public Task Answering { get; set; } = Task.CompletedTask;

    /// <summary>Users about whom it was looked up whether they may be seen, question by question.</summary>
    public ConcurrentQueue<string[]> Looked { get; } = new();

    public int AskedAbout(string user) => _asked.GetValueOrDefault(user);

    public object Grain(Type type, string key) => type == typeof(IUserPresenceGrain) ? new User(this, key[2..]) : new People(this);

    private sealed class User(FakePresence all, string user) : IUserPresenceGrain
    {
        public async ValueTask<PresenceFacts> WatchAsync(GatewayAddress gateway, int seconds)
        {
            all._asked.AddOrUpdate(user, 1, static (_, count) => count + 1);
            if (all.Down)
            {
                throw new TimeoutException("Nobody is there.");
            }

            var facts = all.Facts.GetValueOrDefault(user, new PresenceFacts(1, 0, ClassSet.None, 0, Settled: true));
            await all.Answering;
            return facts;
        }
    }

    private sealed class People(FakePresence all) : IPeopleGrain
    {
        public ValueTask<SightList> SightAsync(string[] users)
        {
            all.Looked.Enqueue(users);
            return new(all.Down ? throw new TimeoutException("Nobody is there.") : new SightList(ErrorCode.None, [.. users.Select(user => all.Sights.GetValueOrDefault(user, -1))]));
        }

        public ValueTask<ContactList> ContactsAsync(string after, int limit, bool incomingOnly) => throw new NotSupportedException();

        public ValueTask<ProfileList> ProfilesAsync(string[] users) => throw new NotSupportedException();

        public ValueTask<ProfileList> SetProfileAsync(ProfileChange change) => throw new NotSupportedException();
    }
}
