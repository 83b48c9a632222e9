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
internal sealed class GroupSettings(GroupStore store, Func<IConversationMembersGrain> conversation, Func<string, bool> isMuted)
{
    private const string Name = "name";
    private const string Announcement = "announcement";
    private const string Portrait = "portrait";
    private const string Join = "join";
    private const string History = "history";

    /// <summary>Followed by the message's sequence.</summary>
    private const string Pin = "pin:";

    private const int MaxPins = 50;

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

    /// <summary>Whether the message is there is asked when it is pinned; who looks later is shown what is there then.</summary>
    public async ValueTask<ActionResult> PinAsync(string by, long seq, bool on)
    {
        var pins = store.State.Pins;
        var isPinned = pins.Contains(seq);
        var may = await conversation().MayAsync(by, GroupAction.Pin);
        if (may.Code != ErrorCode.None)
        {
            return may;
        }

        if (on && (await conversation().ShownAsync(by, [seq])).Length == 0)
        {
            return ActionResult.Refused(ErrorCode.NotFound, "There is no such message.");
        }

        if (on && !isPinned && pins.Length >= MaxPins)
        {
            return ActionResult.Refused(ErrorCode.TooLarge, string.Create(CultureInfo.InvariantCulture, $"At most {MaxPins} messages are pinned."));
        }

        var setting = string.Create(CultureInfo.InvariantCulture, $"{Pin}{seq}");
        return await ChangeAsync(by, GroupAction.Pin, setting, isPinned == on, state =>
        {
            state.Pins = on ? [seq, .. pins] : [.. pins.Where(other => other != seq)];

            // Of messages that are pinned no more only the last one's change is kept: there may be any number of them.
            state.Changes = [.. state.Changes.Where(change => !IsPin(change) || state.Pins.Contains(SeqOf(change)))];
        });
    }

    private static bool IsPin(GroupChange change) => change.Setting.StartsWith(Pin, StringComparison.Ordinal);

    private static long SeqOf(GroupChange change) => long.Parse(change.Setting.AsSpan(Pin.Length), CultureInfo.InvariantCulture);

    private async ValueTask<ActionResult> ChangeAsync(string by, GroupAction action, string setting, bool same, Action<GroupState> change)
    {
        var may = await conversation().MayAsync(by, action);
        if (may.Code != ErrorCode.None)
        {
            return may;
        }

        // What describes the group is put before all of it, like a message.
        if (action == GroupAction.Describe && !same && isMuted(by))
        {
            return ActionResult.Refused(ErrorCode.Muted, "You can't write anything here at the moment.");
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
        if (IsPin(change))
        {
            var seq = SeqOf(change);
            return new GroupNews(
                change.By, KeyOf(change), state.Pins.Contains(seq) ? "pinned" : "unpinned", ["seq"], [seq.ToString(CultureInfo.InvariantCulture)]);
        }

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
