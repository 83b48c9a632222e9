using System.Globalization;
using OrleansIm.Domain.Groups;
using OrleansIm.Grains.Interfaces.Conversations;

namespace OrleansIm.Grains.Conversations;

/// <summary>Who may not write in a group: one member, all, or all but slowly.</summary>
internal sealed class Silences(Ownership ownership, SeatWriter writer)
{
    public async ValueTask<ActionResult> MuteAsync(string by, string user, long until)
    {
        if (await writer.TakeForAsync(by) is { } stranger)
        {
            return stranger;
        }

        var state = ownership.State;
        if (state.MayAct(by, GroupAction.Mute) is { Member: null } refusal)
        {
            return SeatWriter.Refusal(refusal);
        }

        if (state.MayLook(user).Member is not { IsIn: true } target)
        {
            return ActionResult.Refused(ErrorCode.NotFound, "There is no such member.");
        }

        if (state.MayAct(by, GroupAction.Mute, target) is { Member: null } over)
        {
            return SeatWriter.Refusal(over);
        }

        var now = writer.Now;
        until = until > now ? until : 0;
        if (until == target.MutedUntil || (until == 0 && target.MutedUntil <= now))
        {
            return await writer.UnchangedAsync(state);
        }

        var part = until == 0
            ? writer.Part(state, by, "unmuted", new KeyValuePair<string, string>("user", user))
            : writer.Part(state, by, "muted", new("user", user), new("until", until.ToString(CultureInfo.InvariantCulture)));
        target.MutedUntil = until;
        return await writer.WriteAsync(state, part with { Members = [SeatWriter.Seated(target)] });
    }

    public ValueTask<ActionResult> MuteAllAsync(string by, bool on) =>
        RuleAsync(by, rules => rules with { MuteAll = on }, on ? "mute_all" : "unmute_all");

    public ValueTask<ActionResult> SlowAsync(string by, int seconds) => seconds == 0
        ? RuleAsync(by, static rules => rules with { SlowSeconds = 0 }, "slow_ended")
        : RuleAsync(
            by, rules => rules with { SlowSeconds = seconds }, "slow",
            new KeyValuePair<string, string>("seconds", seconds.ToString(CultureInfo.InvariantCulture)));

    private async ValueTask<ActionResult> RuleAsync(
        string by, Func<GroupRules, GroupRules> change, string tip, params KeyValuePair<string, string>[] args)
    {
        if (await writer.TakeForAsync(by) is { } stranger)
        {
            return stranger;
        }

        var state = ownership.State;
        if (state.MayAct(by, GroupAction.Hush) is { Member: null } refusal)
        {
            return SeatWriter.Refusal(refusal);
        }

        var rules = change(state.Order.Rules);
        if (rules == state.Order.Rules)
        {
            return await writer.UnchangedAsync(state);
        }

        var part = writer.Part(state, by, tip, args);
        state.SetRules(rules);
        return await writer.WriteAsync(state, part with { Rules = rules });
    }
}
