using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Core;
using Orleans.Providers;
using Orleans.Storage;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Groups;

namespace OrleansIm.Grains.Groups;

/// <summary>
/// Settings of a group in grain storage; its members live in the conversation's log. The settings are read by the first call
/// that needs them and not by the activation: what fails there comes out as an exception, here it is an outcome.
/// </summary>
[GrainType("im.group")]
internal sealed class GroupGrain : Grain, IGroupGrain
{
    private readonly StateStorageBridge<GroupState> _group;
    private readonly TimeProvider _time;
    private readonly ILogger<GroupGrain> _logger;
    private bool _read;

    public GroupGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        IGrainContext context, TimeProvider time, ILogger<GroupGrain> logger)
    {
        _group = new StateStorageBridge<GroupState>("group", context, storage);
        _time = time;
        _logger = logger;
    }

    private IConversationMembersGrain Conversation =>
        GrainFactory.GetGrain<IConversationMembersGrain>(this.GetPrimaryKeyString());

    public ValueTask<ActionResult> CreateAsync(string owner, string name, string[] members) => WithSettingsAsync(async () =>
    {
        if (_group.RecordExists && !string.Equals(_group.State.CreatedBy, owner, StringComparison.Ordinal))
        {
            return ActionResult.Refused(ErrorCode.Conflict, "This group exists already.");
        }

        if (!_group.RecordExists && !await WriteAsync(owner, name))
        {
            return Busy();
        }

        return await Conversation.FoundAsync(owner, _group.State.Name, members);
    });

    public ValueTask<ActionResult> InviteAsync(string by, string[] users) => WithSettingsAsync(
        () => _group.RecordExists ? Conversation.AddAsync(by, users) : new ValueTask<ActionResult>(NoSuchGroup()));

    public ValueTask<ActionResult> LeaveAsync(string user) => WithSettingsAsync(
        () => _group.RecordExists ? Conversation.LeaveAsync(user) : new ValueTask<ActionResult>(NoSuchGroup()));

    private async ValueTask<ActionResult> WithSettingsAsync(Func<ValueTask<ActionResult>> act)
    {
        // A read that failed is not remembered: the next call tries again.
        _read = _read || await Guard.RunAsync(_logger, this.GetPrimaryKeyString(), false, ReadAsync);
        return _read ? await act() : Busy();
    }

    private async ValueTask<bool> ReadAsync()
    {
        await _group.ReadStateAsync();
        return true;
    }

    /// <summary>Settings first: a crash before the conversation is founded leaves a group that a repeated request completes.</summary>
    private ValueTask<bool> WriteAsync(string owner, string name)
    {
        _group.State = new GroupState
        {
            Name = name,
            CreatedBy = owner,
            CreatedAt = _time.GetUtcNow().ToUnixTimeMilliseconds(),
        };

        // After a failure it is unknown whether it was written, or by whom: until it is read anew nothing is known.
        _read = false;
        return Guard.RunAsync(_logger, this.GetPrimaryKeyString(), false, async () =>
        {
            await _group.WriteStateAsync();
            return _read = true;
        });
    }

    private static ActionResult Busy() =>
        ActionResult.Refused(ErrorCode.Busy, "The group can't be reached at the moment. Please try again.");

    private static ActionResult NoSuchGroup() => ActionResult.Refused(ErrorCode.NotFound, "There is no such conversation.");
}
