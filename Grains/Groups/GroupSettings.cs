using System.Globalization;
using OrleansIm.Domain.Groups;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Groups;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Grains.Groups;

/// <summary>
/// Changing a group's settings: asked for, written, told. The telling has the change's number, so after a crash in between a
/// repeated request tells what has not been told, and nothing twice.
/// </summary>
internal sealed class GroupSettings(GroupStore store, Func<IConversationMembersGrain> conversation)
{
    private const string Name = "name";
    private const string Announcement = "announcement";
    private const string Portrait = "portrait";
    private const string Join = "join";
    private const string History = "history";

    public ValueTask<ActionResult> RenameAsync(string by, string name) =>
        ChangeAsync(by, GroupAction.Describe, Name, store.State.Name == name, state => state.Name = name);

    public ValueTask<ActionResult> AnnounceAsync(string by, string text) =>
        ChangeAsync(by, GroupAction.Describe, Announcement, store.State.Announcement == text, state => state.Announcement = text);

    public ValueTask<ActionResult> PortraitAsync(string by, string portrait) =>
        ChangeAsync(by, GroupAction.Describe, Portrait, store.State.Portrait == portrait, state => state.Portrait = portrait);

    public async ValueTask<ActionResult> SetAsync(string by, JoinBy? joinBy, int? history)
    {
        var result = ActionResult.Done(0, 0);
        if (joinBy is { } how)
        {
            result = await ChangeAsync(by, GroupAction.Configure, Join, store.State.JoinBy == how, state => state.JoinBy = how);
        }

        return history is { } depth && result.Code == ErrorCode.None
            ? await ChangeAsync(by, GroupAction.Configure, History, store.State.History == depth, state => state.History = depth)
            : result;
    }

    private async ValueTask<ActionResult> ChangeAsync(string by, GroupAction action, string setting, bool same, Action<GroupState> change)
    {
        var may = await conversation().MayAsync(by, action);
        if (may.Code != ErrorCode.None)
        {
            return may;
        }

        var written = same || await store.WriteAsync(state =>
        {
            change(state);
            state.Revision++;
            state.Changes = [.. state.Changes.Where(one => one.Setting != setting), new GroupChange(setting, by, state.Revision)];
        });
        if (!written)
        {
            return ActionResult.Refused(ErrorCode.Busy, "The group can't be reached at the moment. Please try again.");
        }

        // What was never changed was said when the group was made.
        return Array.Find(store.State.Changes, one => one.Setting == setting) is { } last
            ? await conversation().TellAsync(NewsOf(last))
            : may with { Dup = true };
    }

    private GroupNews NewsOf(GroupChange change)
    {
        var state = store.State;
        var (tip, name, value) = change.Setting switch
        {
            Name => ("renamed", Name, state.Name),
            Announcement => ("announced", "text", state.Announcement),
            Portrait => ("portrait_changed", Portrait, state.Portrait),
            Join => ("join_changed", "joinBy", WireNames.Of(state.JoinBy)),
            _ => ("history_changed", History, state.History < 0 ? "all" : state.History.ToString(CultureInfo.InvariantCulture)),
        };
        return value.Length == 0
            ? new GroupNews(change.By, KeyOf(change), tip, ["removed"], ["true"])
            : new GroupNews(change.By, KeyOf(change), tip, [name], [value]);
    }

    private static string KeyOf(GroupChange change) => string.Create(CultureInfo.InvariantCulture, $"{change.Setting}.{change.Revision}");
}
