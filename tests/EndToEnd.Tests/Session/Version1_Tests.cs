using System.Text.Json;
using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Tokens;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Session;

/// <summary>Chapter 4: apps of the first generation.</summary>
public sealed class Version1_Tests(SqliteHouse house) : ServerTests(house)
{
    [Fact]
    public async Task Login_heartbeat_and_the_empty_backlog()
    {
        var alice = Fresh("alice");
        var client = await EnterAsync(alice);

        var receipt = await client.HearAsync("loginReceipt");
        var offline = await client.HearAsync("offline");
        await client.SayAsync(new { beatID = "beatID" });
        await client.Wire.WaitForAsync("the beat", frame => frame.Text("beatID") == "beatID" && frame.Text("messageType") is null);

        Assert.Equal(alice, receipt.Text("toUserID"));
        Assert.Equal(0, offline.Number("unreadCount"));
    }

    [Fact]
    public async Task Two_old_apps_talk_to_each_other()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var a = await EnterAsync(alice);
        var b = await EnterAsync(bob);

        var receipt = await a.SendTextAsync(bob, "hello", "1493222400123");
        var message = await b.HearAsync("normal");

        Assert.Equal("normalReceipt", receipt.Text("messageType"));
        Assert.Equal(1, receipt.Number("seq"));
        Assert.Equal(receipt.Text("messageID"), message.Text("messageID"));
        Assert.Equal(alice, message.Text("fromUserID"));
        Assert.Equal(bob, message.Text("toUserID"));
        Assert.Equal("userChat", message.Text("chatType"));
        Assert.Equal("text", message.Text("contenType"));
        Assert.Equal("hello", message.Json.GetProperty("content").GetProperty("text").GetString());
        Assert.False(message.Has("beatID"));
    }

    [Fact]
    public async Task Old_and_new_apps_meet_in_one_conversation()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var old = await EnterAsync(alice);
        var young = await LoginAsync(bob);

        await old.SendTextAsync(bob, "from the old", "1");
        Assert.Equal("from the old", (await young.MessageAsync(Direct(alice, bob), 1)).Body);
        await young.SendTextAsync(alice, "from the new");
        await old.HearAsync("normal", json => json.GetProperty("content").GetProperty("text").GetString() == "from the new");
    }

    [Fact]
    public async Task The_send_time_is_the_client_id()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var old = await EnterAsync(alice);
        var first = await old.SendTextAsync(bob, "once", "77");
        await old.DisposeAsync();
        var again = await EnterAsync(alice);

        var repeat = await again.SendTextAsync(bob, "once", "77");

        Assert.Equal(first.Number("seq"), repeat.Number("seq"));
        var conflict = await again.Wire.WaitForAsync("receipt", frame => frame.Text("sendTime") == "77");
        Assert.Equal("normalReceipt", conflict.Text("messageType"));
        var young = await LoginAsync(bob);
        Assert.Single(await young.HistoryAsync(Direct(alice, bob)));
    }

    [Fact]
    public async Task What_was_missed_comes_as_offline_until_it_is_acknowledged()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        await using (var once = await Version1Client.LoginAsync(Server, bob))
        {
            await once.HearAsync("offline");
        }

        var sender = await LoginAsync(alice);
        await sender.SendTextAsync(bob, "one");
        await sender.SendTextAsync(bob, "two");

        await using (var first = await Version1Client.LoginAsync(Server, bob))
        {
            var offline = await first.HearAsync("offline", json => json.GetProperty("messages").GetArrayLength() == 2);
            Assert.Equal(2, offline.Number("unreadCount"));
        }

        await using var second = await Version1Client.LoginAsync(Server, bob);
        var again = await second.HearAsync("offline", json => json.GetProperty("messages").GetArrayLength() == 2);
        await second.SayAsync(new { messageType = "receipt", messageID = again.Json.GetProperty("messages")[1].GetProperty("messageID").GetString() });
        await sender.SendTextAsync(bob, "three");
        await second.HearAsync("normal", json => json.GetProperty("content").GetProperty("text").GetString() == "three");
    }

    [Fact]
    public async Task An_edit_and_a_reaction_are_lines_for_old_apps_and_the_message_itself_is_new()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var old = await EnterAsync(bob);
        var young = await LoginAsync(alice);
        await young.SendTextAsync(bob, "tpyo");
        await old.HearAsync("normal");

        await young.EditAsync(Direct(alice, bob), 1, "typo");
        var line = await old.HearAsync("system");
        Assert.Equal($"{alice} edited a message: typo", line.Json.GetProperty("content").GetProperty("text").GetString());
        await young.ReactAsync(Direct(alice, bob), 1, "👍");
        await old.HearAsync("system", json => json.GetProperty("content").GetProperty("text").GetString() == $"{alice} reacted 👍");
        await old.DisposeAsync();

        var again = await EnterAsync(bob);
        var offline = await again.HearAsync("offline", json => json.GetProperty("messages").GetArrayLength() == 3);
        Assert.Equal("typo", offline.Json.GetProperty("messages")[0].GetProperty("content").GetProperty("text").GetString());
        await young.SendTextAsync(bob, "after");
        await again.HearAsync("normal", json => json.GetProperty("content").GetProperty("text").GetString() == "after");
    }

    [Fact]
    public async Task A_recall_reaches_old_and_new()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var a = await EnterAsync(alice);
        var b = await EnterAsync(bob);
        var young = await LoginAsync(bob, "desk", "desktop");
        var id = (await a.SendTextAsync(bob, "regretted", "1")).Text("messageID");

        await a.SayAsync(new { messageType = "repeal", messageID = id });
        await a.HearAsync("repealReceipt", json => json.GetProperty("messageID").GetString() == id);
        var told = await b.HearAsync("repeal", json => json.GetProperty("messageID").GetString() == id);

        Assert.Equal(alice, told.Text("fromUserID"));
        Assert.Equal("recall", (await young.MessageAsync(Direct(alice, bob), 2)).Kind);
        Assert.True((await young.HistoryAsync(Direct(alice, bob)))[0].IsRecalled);
    }

    [Fact]
    public async Task What_an_old_app_can_not_show_arrives_as_a_tip_that_says_so()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var old = await EnterAsync(bob);
        var young = await LoginAsync(alice);

        await young.RequestAsync(new { type = "send", to = new { user = bob }, clientId = "1", content = new { type = "location", lat = 1, lng = 2 } });
        var tip = await old.HearAsync("system", json => json.GetProperty("seq").GetInt64() == 1);

        Assert.Equal("tip", tip.Text("contenType"));
        Assert.False(string.IsNullOrEmpty(tip.Json.GetProperty("content").GetProperty("text").GetString()));
    }

    [Fact]
    public async Task In_a_group_old_apps_get_messages_mentions_and_tips()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var owner = await LoginAsync(alice);
        var old = await EnterAsync(bob);
        var group = await owner.CreateGroupAsync("team", bob);

        await old.HearAsync("system", json => json.GetProperty("groupID").GetString() == group);
        await owner.RequestAsync(new { type = "send", to = new { group }, clientId = "1", content = new { type = "text", text = "@bob" }, mentions = new[] { bob } });
        var message = await old.HearAsync("normal", json => json.GetProperty("chatType").GetString() == "groupChat");
        await old.SayAsync(new
        {
            messageType = "normal",
            contentType = "text",
            chatType = "groupChat",
            fromUserID = bob,
            groupID = group,
            sendTime = 88,
            content = new { text = "answer" },
        });

        Assert.Equal(bob, message.Json.GetProperty("atToUserIDs")[0].GetString());
        Assert.Equal("normalReceipt", (await old.ReceiptOfAsync("88")).Text("messageType"));
        Assert.Equal("answer", (await owner.MessageAsync($"g:{group}", 3)).Body);
        await owner.InviteAsync(group, carol);
        await old.HearAsync("system", json => json.GetProperty("content").GetProperty("text").GetString()!.Contains(carol, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_may_send_in_anothers_name()
    {
        var (alice, bob, mallory) = (Fresh("alice"), Fresh("bob"), Fresh("mallory"));
        var client = await EnterAsync(mallory);

        await client.SayAsync(new
        {
            messageType = "normal",
            contenType = "text",
            chatType = "userChat",
            fromUserID = alice,
            toUserID = bob,
            sendTime = "1",
            content = new { text = "x" },
        });

        Assert.Equal("invalidReceipt", (await client.ReceiptOfAsync("1")).Text("messageType"));
    }

    [Theory]
    [InlineData("forged")]
    [InlineData("another user")]
    [InlineData("none")]
    public async Task A_bad_token_is_refused(string kind)
    {
        var alice = Fresh("alice");
        var token = kind switch
        {
            "forged" => Jwt.Forged(Server.Key, Fresh("mallory"), alice),
            "another user" => Server.TokenFor(Fresh("mallory")),
            _ => string.Empty,
        };
        var client = Track(await Version1Client.ConnectAsync(Server, alice));

        await client.SayAsync(new { versionCode = "1", fromUserID = alice, deviceType = "iOS", token });
        await client.Wire.Closed.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);

        Assert.DoesNotContain(client.Wire.Frames(), frame => frame.Text("messageType") == "loginReceipt");
    }

    [Fact]
    public async Task An_unknown_frame_gets_an_invalid_receipt_and_the_session_goes_on()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var client = await EnterAsync(alice);

        await client.SayAsync(new { messageType = "teleport", sendTime = "5" });

        Assert.Equal("invalidReceipt", (await client.ReceiptOfAsync("5")).Text("messageType"));
        Assert.Equal("normalReceipt", (await client.SendTextAsync(bob, "fine", "6")).Text("messageType"));
    }

    [Fact]
    public async Task A_new_login_of_the_same_app_replaces_the_old_one()
    {
        var alice = Fresh("alice");
        var old = await EnterAsync(alice);
        await EnterAsync(alice);

        var close = await old.Wire.Closed.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);

        Assert.Equal("replaced", close?.Code);
        Assert.Equal(JsonValueKind.False, close!.Json.GetProperty("retry").ValueKind);
    }

    private async Task<Version1Client> EnterAsync(string user) => Track(await Version1Client.LoginAsync(Server, user));
}
