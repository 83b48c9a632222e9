using OrleansIm.Storage.Calls;
using OrleansIm.Storage.Expiries;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Migrations;
using OrleansIm.Storage.Operators;
using OrleansIm.Storage.People;
using OrleansIm.Storage.Personal;
using OrleansIm.Storage.Presence;
using OrleansIm.Storage.Schedules;
using OrleansIm.Storage.Search;

namespace OrleansIm.Storage.Tests.Engines;

/// <summary>One engine on a fresh database, and a way to look into its tables.</summary>
public abstract class StorageUnderTest : IAsyncDisposable
{
    public abstract IMessageLog Log { get; }

    public abstract IRevisionStore Revisions { get; }

    public abstract IReactionStore Reactions { get; }

    public abstract IMemberStore Members { get; }

    public abstract ISeatStore Seats { get; }

    public abstract IPersonalStore Personal { get; }

    public abstract IInspectionStore Inspection { get; }

    public abstract IContactStore Contacts { get; }

    public abstract IProfileStore Profiles { get; }

    public abstract IPresenceStore Presence { get; }

    public abstract ICallLines Calls { get; }

    public abstract IScheduleStore Schedules { get; }

    public abstract IExpiryStore Expiries { get; }

    public abstract IMessageSearch Search { get; }

    public abstract IAuditLog Audit { get; }

    public abstract IMuteStore Mutes { get; }

    public abstract IUpgradeStore Upgrades { get; }

    public abstract IOperatorKeyStore OperatorKey { get; }

    public abstract IEndedSessionStore EndedSessions { get; }

    public abstract IStorageMigrator Migrator { get; }

    /// <summary>Another instance on the same database, as a program that starts a second time has.</summary>
    public abstract Task<StorageUnderTest> ReopenAsync();

    /// <summary>Runs a statement beside the engine.</summary>
    public abstract Task ExecuteAsync(string sql);

    /// <summary>Every value of every column of every table, as text.</summary>
    public abstract Task<IReadOnlyList<string>> DumpAsync();

    public abstract ValueTask DisposeAsync();
}
