using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Groups;

/// <summary>Groups above 500 members are fanned out per gateway: nothing of that may be seen from outside.</summary>
public sealed class Big_group_Tests(SqliteHouse house) : ServerTests(house)
{
    private const int Members = 620;
    private const int Online = 60;

    [Fact]
    public async Task Every_member_who_is_online_gets_every_message_in_order_and_the_rest_finds_it_later()
    {
        var owner = await LoginAsync(Fresh("owner"));
        var members = Enumerable.Range(0, Members).Select(i => Fresh($"m{i}")).ToArray();
        var online = new List<WireClient>();
        for (var i = 0; i < Online / 2; i++)
        {
            online.Add(await LoginAsync(members[i]));
        }

        var group = await owner.CreateGroupAsync("big", members[..400]);
        await owner.InviteAsync(group, members[400..]);
        for (var i = Online / 2; i < Online; i++)
        {
            online.Add(await LoginAsync(members[i]));
        }

        var receipts = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => owner.SendToGroupAsync(group, $"{i}")));
        var head = receipts.Max(receipt => receipt.Number("seq"));
        foreach (var member in online)
        {
            await member.MessageAsync($"g:{group}", head);
            var seen = member.PushedOnce($"g:{group}").Where(message => message.Kind == "text").Select(message => message.Body);
            Assert.Equal(Enumerable.Range(0, 30).Select(i => $"{i}"), seen);
            Assert.Equal(30, (await member.LineAsync($"g:{group}"))!.Value.GetProperty("unread").GetInt64());
        }

        var late = await LoginAsync(members[^1]);
        await late.DrainedAsync();
        Assert.Equal(Enumerable.Range(10, 20).Select(i => $"{i}"), late.PushedOnce($"g:{group}").Select(message => message.Body));
        Assert.Equal(30, (await late.LineAsync($"g:{group}"))!.Value.GetProperty("unread").GetInt64());
    }

    [Fact]
    public async Task Reading_recalling_and_leaving_work_as_in_a_small_group()
    {
        var owner = await LoginAsync(Fresh("owner"));
        var members = Enumerable.Range(0, Members).Select(i => Fresh($"m{i}")).ToArray();
        var member = await LoginAsync(members[0]);
        var leaver = await LoginAsync(members[1]);
        var group = await owner.CreateGroupAsync("big", members[..400]);
        await owner.InviteAsync(group, members[400..]);
        var conversation = $"g:{group}";
        var first = (await owner.SendToGroupAsync(group, "one")).Number("seq");
        var second = (await owner.SendToGroupAsync(group, "regretted")).Number("seq");
        await member.MessageAsync(conversation, second);

        await owner.RecallAsync(conversation, second);
        Assert.Equal("recall", (await member.MessageAsync(conversation, second + 1)).Kind);
        Assert.Equal(1, (await member.LineAsync(conversation))!.Value.GetProperty("unread").GetInt64());
        await member.ReadAsync(conversation, first);
        Assert.Equal(0, (await member.LineAsync(conversation))!.Value.GetProperty("unread").GetInt64());

        await leaver.LeaveAsync(group);
        var after = (await member.SendToGroupAsync(group, "after")).Number("seq");
        await owner.MessageAsync(conversation, after);
        await owner.SendTextAsync(leaver.User, "a barrier");
        await leaver.MessageAsync(Direct(owner.User, leaver.User), 1);
        Assert.DoesNotContain(leaver.Frames(), frame => frame.ToString().Contains("\"after\"", StringComparison.Ordinal));
        Assert.True((await leaver.SendToGroupAsync(group, "x")).IsError);
        Assert.DoesNotContain(owner.Frames(), frame => frame.Type == "read" && frame.Text("conversation") == conversation);
    }
}
