using Orleans.Providers;

namespace OrleansIm.Grains.People;

/// <summary>
/// Whose rules have changed, as far as this silo was told: a number for each of many users together, so that it never grows. Who has read
/// the rules of users compares the numbers before relying on what it read; that another user shares a number costs a second look.
/// A change is answered only after all silos were told, so nobody goes by older rules from then on.
/// </summary>
internal sealed class RulesBook : IControllable
{
    /// <summary>Name under which all silos can be told of a change.</summary>
    public const string Control = "oim.rules";

    private const int Places = 4096;

    private readonly long[] _changes = new long[Places];

    /// <summary>Grows with each change of this user's rules.</summary>
    public long ChangesOf(string user) => Volatile.Read(ref _changes[Place(user)]);

    public Task<object?> ExecuteCommand(int command, object? arg)
    {
        if (arg is string user)
        {
            Interlocked.Increment(ref _changes[Place(user)]);
        }

        return Task.FromResult<object?>(null);
    }

    private static uint Place(string user) => (uint)string.GetHashCode(user, StringComparison.Ordinal) % Places;
}
