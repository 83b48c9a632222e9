using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Groups;

/// <summary>Tips are read in the reader's language, by whichever way they come.</summary>
public sealed class Tip_language_Tests(SqliteHouse house) : ServerTests(house)
{
    [Fact]
    public async Task Live_as_backlog_and_in_history_in_both_dialects()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var owner = await LoginAsync(alice, new LoginOptions { Language = "zh-CN" });
        var old = Track(await Version1Client.LoginAsync(Server, carol, lang: "zh"));
        var group = await owner.CreateGroupAsync("team", bob, carol);
        var conversation = $"g:{group}";

        Assert.Equal($"{alice} 创建了群聊", (await owner.MessageAsync(conversation, 1)).Body);
        await old.HearAsync("system", json => json.GetProperty("content").GetProperty("text").GetString() == $"{alice} 创建了群聊");
        var english = await LoginAsync(bob);
        Assert.Equal($"{alice} created the group", (await english.MessageAsync(conversation, 1)).Body);
        var chinese = await LoginAsync(bob, new LoginOptions { Device = "tablet", Class = "tablet", Language = "zh" });
        Assert.Equal($"{alice} 创建了群聊", (await chinese.MessageAsync(conversation, 1)).Body);
        Assert.Equal($"{alice} 创建了群聊", (await chinese.HistoryAsync(conversation))[0].Body);
        Assert.Equal($"{alice} created the group", (await english.HistoryAsync(conversation))[0].Body);
        Assert.Contains("创建了群聊", (await chinese.LineAsync(conversation))!.Value.GetProperty("last").ToString(), StringComparison.Ordinal);
        Assert.Equal("group_created", (await chinese.HistoryAsync(conversation))[0].Content!.Value.GetProperty("tip").GetString());
    }

    [Fact]
    public async Task Version_1_reads_of_edits_reactions_and_recalls_in_its_language()
    {
        var (alice, bob) = (await LoginAsync(Fresh("alice")), Fresh("bob"));
        var conversation = Direct(alice.User, bob);
        var old = Track(await Version1Client.LoginAsync(Server, bob, lang: "zh-CN"));
        await alice.SendTextAsync(bob, "one");
        await alice.EditAsync(conversation, 1, "two");
        await old.HearAsync("system", json => TextOf(json) == $"{alice.User} 编辑了一条消息：two");
        await alice.RequestAsync(new { type = "react", conversation, seq = 1, emoji = "👍", op = "add" });
        await old.HearAsync("system", json => TextOf(json) == $"{alice.User} 回应了 👍");
        await alice.RequestAsync(new { type = "react", conversation, seq = 1, emoji = "👍", op = "remove" });
        await old.HearAsync("system", json => TextOf(json) == $"{alice.User} 撤回了 👍");

        // Who was away finds the message as one that was recalled.
        var carol = Fresh("carol");
        var sent = await alice.SendTextAsync(carol, "secret");
        await alice.RequestAsync(new { type = "recall", conversation = Direct(alice.User, carol), seq = sent.Number("seq") });
        var late = Track(await Version1Client.LoginAsync(Server, carol, lang: "zh-CN"));
        var offline = await late.HearAsync("offline");
        Assert.Contains("此消息已被撤回。", offline.Json.GetProperty("messages").EnumerateArray().Select(TextOf));

        static string? TextOf(System.Text.Json.JsonElement json) =>
            json.TryGetProperty("content", out var content) && content.TryGetProperty("text", out var text) ? text.GetString() : null;
    }

    [Fact]
    public async Task In_a_large_group_each_reads_its_own()
    {
        var owner = await LoginAsync(Fresh("owner"));
        var users = Enumerable.Range(0, 520).Select(i => Fresh($"m{i}")).ToArray();
        var group = await owner.CreateGroupAsync("big", users[..400]);
        await owner.InviteAsync(group, users[400..]);
        var english = await LoginAsync(users[0]);
        var chinese = new List<WireClient>();
        for (var i = 1; i < 4; i++)
        {
            chinese.Add(await LoginAsync(users[i], new LoginOptions { Language = "zh" }));
        }

        var named = (await owner.GroupAsync(group, "rename", new { name = "新" })).Number("seq");

        Assert.Equal($"{owner.User} changed the group's name to \u201c新\u201d", (await english.MessageAsync($"g:{group}", named)).Body);
        foreach (var reader in chinese)
        {
            Assert.Equal($"{owner.User} 将群名修改为“新”", (await reader.MessageAsync($"g:{group}", named)).Body);
        }
    }

    [Fact]
    public async Task What_an_app_cannot_show_is_said_in_its_language()
    {
        var (alice, bob) = (await LoginAsync(Fresh("alice")), Fresh("bob"));
        var reader = await LoginAsync(bob, new LoginOptions { Capabilities = ["text"], Language = "zh" });
        await alice.RequestAsync(new { type = "send", to = new { user = bob }, clientId = "1", content = new { type = "location", lat = 1, lng = 2 } });

        Assert.Equal("当前版本无法显示此消息，请升级应用。", (await reader.MessageAsync(Direct(alice.User, bob), 1)).Body);
    }
}
