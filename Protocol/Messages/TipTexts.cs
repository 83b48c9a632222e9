using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace OrleansIm.Protocol.Messages;

/// <summary>
/// The texts of tips, in every language there is: made of a tip's name and its arguments. A tip with an argument (of settings
/// with its value) that a text is named after, as <c>left+owner</c>, is told by that one.
/// </summary>
public static class TipTexts
{
    /// <summary>The language in which texts are stored, and which those read who ask for none.</summary>
    public const string Default = "en";

    /// <summary>Names in a text; the rest is counted.</summary>
    private const int NamesInText = 10;

    private static readonly FrozenDictionary<string, string> English = new Dictionary<string, string>
    {
        ["group_created"] = "{by} created the group",
        ["joined"] = "{by} invited {users}",
        ["joined+link"] = "{by} joined by the link",
        ["joined+open"] = "{by} joined",
        ["joined+approved"] = "{by} let {users} in",
        ["left"] = "{by} left the group",
        ["left+owner"] = "{by} left the group, {owner} is its owner now",
        ["kicked"] = "{by} removed {users}",
        ["admin_added"] = "{by} made {user} an admin",
        ["admin_removed"] = "{by} made {user} a member",
        ["transferred"] = "{by} handed the group over to {user}",
        ["dissolved"] = "{by} dissolved the group",
        ["renamed"] = "{by} changed the group's name to \u201c{name}\u201d",
        ["renamed+removed"] = "{by} removed the group's name",
        ["announced"] = "{by} announced: {text}",
        ["announced+removed"] = "{by} removed the announcement",
        ["portrait_changed"] = "{by} changed the group's picture",
        ["portrait_changed+removed"] = "{by} removed the group's picture",
        ["join_changed+invite"] = "{by} set: who is invited joins",
        ["join_changed+approval"] = "{by} set: who joins is approved by an admin",
        ["join_changed+link"] = "{by} set: who has the link may join",
        ["join_changed+open"] = "{by} set: everybody may join",
        ["history_changed"] = "{by} set: newcomers see the last {history} messages",
        ["history_changed+0"] = "{by} set: newcomers see no older messages",
        ["history_changed+all"] = "{by} set: newcomers see all messages",
        ["muted"] = "{by} muted {user} until {until}",
        ["unmuted"] = "{by} lets {user} write again",
        ["mute_all"] = "{by} muted all members",
        ["unmute_all"] = "{by} lets all members write again",
        ["slow"] = "{by} set slow mode: one message in {seconds} seconds",
        ["slow_ended"] = "{by} ended slow mode",
        ["pinned"] = "{by} pinned a message",
        ["unpinned"] = "{by} unpinned a message",
        ["call"] = "Call",
        ["call+ended"] = "Call, {duration}",
        ["call+rejected"] = "Call declined",
        ["call+missed"] = "Missed call",
        ["call+cancelled"] = "Call cancelled",
        ["call+busy"] = "Call: the line was busy",
        ["unsupported"] = ContentJson.UnsupportedText,
        ["edited"] = "{by} edited a message.",
        ["edited+text"] = "{by} edited a message: {text}",
        ["reacted"] = "{by} reacted to a message.",
        ["reacted+emoji"] = "{by} reacted {emoji}",
        ["unreacted"] = "{by} took {emoji} back.",
        ["recalled"] = "This message was recalled.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Chinese = new Dictionary<string, string>
    {
        ["group_created"] = "{by} 创建了群聊",
        ["joined"] = "{by} 邀请 {users} 加入了群聊",
        ["joined+link"] = "{by} 通过链接加入了群聊",
        ["joined+open"] = "{by} 加入了群聊",
        ["joined+approved"] = "{by} 同意 {users} 加入群聊",
        ["left"] = "{by} 退出了群聊",
        ["left+owner"] = "{by} 退出了群聊，{owner} 成为新群主",
        ["kicked"] = "{by} 将 {users} 移出了群聊",
        ["admin_added"] = "{by} 将 {user} 设为管理员",
        ["admin_removed"] = "{by} 取消了 {user} 的管理员身份",
        ["transferred"] = "{by} 将群主转让给 {user}",
        ["dissolved"] = "{by} 解散了群聊",
        ["renamed"] = "{by} 将群名修改为“{name}”",
        ["renamed+removed"] = "{by} 删除了群名",
        ["announced"] = "{by} 发布群公告：{text}",
        ["announced+removed"] = "{by} 删除了群公告",
        ["portrait_changed"] = "{by} 修改了群头像",
        ["portrait_changed+removed"] = "{by} 删除了群头像",
        ["join_changed+invite"] = "{by} 将入群方式设为：受邀即可加入",
        ["join_changed+approval"] = "{by} 将入群方式设为：需管理员审批",
        ["join_changed+link"] = "{by} 将入群方式设为：可通过链接加入",
        ["join_changed+open"] = "{by} 将入群方式设为：任何人可加入",
        ["history_changed"] = "{by} 设置新成员可查看最近 {history} 条消息",
        ["history_changed+0"] = "{by} 设置新成员不可查看历史消息",
        ["history_changed+all"] = "{by} 设置新成员可查看全部历史消息",
        ["muted"] = "{by} 将 {user} 禁言至 {until}",
        ["unmuted"] = "{by} 解除了 {user} 的禁言",
        ["mute_all"] = "{by} 开启了全员禁言",
        ["unmute_all"] = "{by} 关闭了全员禁言",
        ["slow"] = "{by} 开启了慢速模式：每 {seconds} 秒一条消息",
        ["slow_ended"] = "{by} 关闭了慢速模式",
        ["pinned"] = "{by} 置顶了一条消息",
        ["unpinned"] = "{by} 取消置顶了一条消息",
        ["call"] = "通话",
        ["call+ended"] = "通话时长 {duration}",
        ["call+rejected"] = "通话已拒绝",
        ["call+missed"] = "未接来电",
        ["call+cancelled"] = "通话已取消",
        ["call+busy"] = "通话：对方忙线",
        ["unsupported"] = "当前版本无法显示此消息，请升级应用。",
        ["edited"] = "{by} 编辑了一条消息",
        ["edited+text"] = "{by} 编辑了一条消息：{text}",
        ["reacted"] = "{by} 回应了一条消息",
        ["reacted+emoji"] = "{by} 回应了 {emoji}",
        ["unreacted"] = "{by} 撤回了 {emoji}",
        ["recalled"] = "此消息已被撤回。",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Each text with its translation; null where that is missing.</summary>
    public static IEnumerable<(string Text, string? Translation)> Pairs =>
        English.Select(static pair => (pair.Value, Chinese.GetValueOrDefault(pair.Key)));

    /// <summary>The language to serve one who asks for <paramref name="asked"/> (<c>zh-CN</c>, <c>en</c>, ...).</summary>
    public static string Serve(string? asked) =>
        asked is not null && (asked.Equals("zh", StringComparison.OrdinalIgnoreCase)
            || asked.StartsWith("zh-", StringComparison.OrdinalIgnoreCase) || asked.StartsWith("zh_", StringComparison.OrdinalIgnoreCase))
            ? "zh"
            : Default;

    /// <summary>The text of a tip; null if this language has none for it.</summary>
    public static string? Of(string language, string tip, IReadOnlyList<KeyValuePair<string, string>> args)
    {
        var texts = language == "zh" ? Chinese : English;
        var template = texts.GetValueOrDefault(tip);
        foreach (var (name, value) in args)
        {
            template = texts.GetValueOrDefault($"{tip}+{(name is "joinBy" or "history" or "outcome" ? value : name)}") ?? template;
        }

        return template is null ? null : Fill(template, args, language);
    }

    private static string Fill(string template, IReadOnlyList<KeyValuePair<string, string>> args, string language)
    {
        var text = new StringBuilder();
        var rest = template.AsSpan();
        while (rest.IndexOf('{') is >= 0 and var open)
        {
            var close = rest.IndexOf('}');
            var name = rest[(open + 1)..close].ToString();
            text.Append(rest[..open]).Append(Value(name, args, language));
            rest = rest[(close + 1)..];
        }

        return text.Append(rest).ToString();
    }

    private static string Value(string name, IReadOnlyList<KeyValuePair<string, string>> args, string language)
    {
        var value = string.Empty;
        foreach (var (key, given) in args)
        {
            value = key == name ? given : value;
        }

        return name switch
        {
            "users" => Names(value.Split(','), language),
            "until" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var until) => Moment(until),
            "duration" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) => Clock(milliseconds),
            _ => value,
        };
    }

    private static string Clock(long milliseconds)
    {
        var time = TimeSpan.FromMilliseconds(milliseconds);
        return time.TotalHours < 1
            ? time.ToString(@"mm\:ss", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");
    }

    private static string Names(string[] users, string language)
    {
        var named = string.Join(language == "zh" ? "、" : ", ", users.Take(NamesInText));
        var more = users.Length - NamesInText;
        return more <= 0 ? named
            : language == "zh" ? string.Create(CultureInfo.InvariantCulture, $"{named} 等 {users.Length} 人")
            : string.Create(CultureInfo.InvariantCulture, $"{named} and {more} more");
    }

    private static string Moment(long until)
    {
        var latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
        return DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(until, latest)).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
    }
}
