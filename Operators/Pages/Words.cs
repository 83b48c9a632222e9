using System.Globalization;
using System.Text;
using OrleansIm.Domain.Messages;
using OrleansIm.Domain.Upgrades;
using OrleansIm.Operators.Auditing;
using OrleansIm.Operators.Messages;

namespace OrleansIm.Operators.Pages;

/// <summary>Facts as people read them.</summary>
public static class Words
{
    /// <summary>A time of day, to the second, in UTC.</summary>
    /// <param name="unixMilliseconds">0 or less for none.</param>
    public static string Time(long unixMilliseconds) => unixMilliseconds <= 0
        ? "unknown"
        : DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Bytes(long bytes) => bytes switch
    {
        < 1 << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB"),
        < 1 << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824.0:0.##} GiB"),
    };

    public static string Cpu(double processors) => string.Create(CultureInfo.InvariantCulture, $"{processors * 100:0} %");

    /// <summary>What was written, as it is stored.</summary>
    public static string Content(LogEntry entry) => Encoding.UTF8.GetString(entry.Content.Span);

    public static string Stage(DeliveryStage stage) => stage switch
    {
        DeliveryStage.Received => "received",
        DeliveryStage.Pushed => "pushed, not acknowledged yet",
        DeliveryStage.CatchingUp => "connected, catching up",
        DeliveryStage.Waiting => "waits for its next login",
        _ => "unknown: its user's grain does not answer",
    };

    /// <summary>So many sessions.</summary>
    public static string Sessions(int count) => count == 1 ? "1 session" : $"{Number(count)} sessions";

    /// <summary>An act, as the beginning of a sentence.</summary>
    public static string Name(Act act) => act switch
    {
        Act.Drain => "Draining of the gateway",
        Act.Undrain => "Opening of the gateway",
        Act.SetUpgrade => "Rule of upgrades",
        Act.DropUpgrade => "End of the rule of upgrades",
        _ => act.ToString(),
    };

    /// <summary>What became of an act, as the audit log has it.</summary>
    public static string Outcome(ActOutcome outcome) => outcome switch
    {
        ActOutcome.Done => "done",
        ActOutcome.DoneSoon => "done; a silo that could not be told follows within seconds",
        ActOutcome.TooManyMutes => "there are too many mutes",
        ActOutcome.NoSuchMute => "there is no such mute",
        ActOutcome.NoSuchGateway => "there is no such gateway",
        ActOutcome.Busy => "the gateway can't be told at the moment",
        ActOutcome.DoneForGateways => "done; every gateway follows within seconds",
        ActOutcome.TooManyRules => "there are too many rules",
        ActOutcome.NoSuchRule => "there is no such rule",
        _ => "failed",
    };

    /// <summary>A rule of upgrades, as the audit log has it.</summary>
    public static string Rule(UpgradeRule rule) =>
        $"{Platform(rule.Platform)}: not let in below {OrNone(rule.Minimum)}, told of {OrNone(rule.Latest)}, address {OrNone(rule.Url)}";

    public static string Platform(string platform) => platform.Length > 0 ? platform : "all other platforms";

    public static string OrNone(string text) => text.Length > 0 ? text : "none";

    /// <summary>What is wrong with a rule of upgrades, and how to write it.</summary>
    public static string Fault(UpgradeFault fault) => fault switch
    {
        UpgradeFault.Platform => $"That is no platform: it is a name with letters or digits, at most {Platforms.MaxLength} characters.",
        UpgradeFault.Empty => "A rule needs a lowest version, a newest one, or both.",
        UpgradeFault.Minimum => "The lowest version is none: write numbers with dots between, such as 1.4.0.",
        UpgradeFault.Latest => "The newest version is none: write numbers with dots between, such as 1.4.0.",
        UpgradeFault.Unreachable => "The lowest version is above the newest: whoever upgrades would still not be let in.",
        UpgradeFault.Url => $"The address is no http or https URL of at most {UpgradeRule.MaxUrl} characters.",
        _ => "The rule is wrong.",
    };

    public static string User(string user) => $"/console/user?user={Uri.EscapeDataString(user)}";

    public static string Conversation(string conversation, string? after = null, long before = 0)
    {
        var url = $"/console/conversation?conversation={Uri.EscapeDataString(conversation)}";
        url += after is null ? string.Empty : $"&after={Uri.EscapeDataString(after)}";
        return before > 0 ? string.Create(CultureInfo.InvariantCulture, $"{url}&before={before}") : url;
    }

    public static string Message(string conversation, long seq, string? after = null)
    {
        var url = string.Create(CultureInfo.InvariantCulture, $"/console/message?conversation={Uri.EscapeDataString(conversation)}&seq={seq}");
        return after is null ? url : $"{url}&after={Uri.EscapeDataString(after)}";
    }
}
