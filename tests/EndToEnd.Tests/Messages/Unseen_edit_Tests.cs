using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Messages;

/// <summary>Chapter 3.4: the edit of a message that somebody does not see tells that one nothing of what it says.</summary>
public abstract class Unseen_edit_Tests(House house) : ServerTests(house)
{
    private const int Members = 520;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_newcomer_reads_the_edits_of_what_it_may_look_up_and_of_nothing_else(int history)
    {
        var (owner, guest) = (await LoginAsync(Fresh("owner")), await LoginAsync(Fresh("guest")));
        var old = Track(await Version1Client.LoginAsync(Server, Fresh("old")));
        var group = await owner.CreateGroupAsync("team");
        var conversation = $"g:{group}";
        await owner.GroupAsync(group, "set", new { joinBy = "open", history });
        var far = (await owner.SendToGroupAsync(group, "secret")).Number("seq");
        var near = (await owner.SendToGroupAsync(group, "near")).Number("seq");
        await owner.InviteAsync(group, guest.User, old.User);

        var farEdit = (await owner.EditAsync(conversation, far, "secret again")).Number("seq");
        var nearEdit = (await owner.EditAsync(conversation, near, "near again")).Number("seq");

        await ForAllWaysAsync(guest, conversation, farEdit, null);
        await ForAllWaysAsync(guest, conversation, nearEdit, history > 0 ? "near again" : null);
        await ForAllWaysAsync(owner, conversation, farEdit, "secret again");
        Assert.Equal($"{owner.User} edited a message.", await LineOfAsync(old, $"{conversation}:{farEdit}"));
        Assert.Equal($"{owner.User} edited a message{(history > 0 ? ": near again" : ".")}", await LineOfAsync(old, $"{conversation}:{nearEdit}"));
    }

    [Fact]
    public async Task What_was_deleted_or_cleared_does_not_come_back_by_an_edit()
    {
        var (writer, reader) = (await LoginAsync(Fresh("alice")), await LoginAsync(Fresh("bob")));
        var pair = Direct(writer.User, reader.User);
        for (var i = 1; i <= 3; i++)
        {
            await writer.SendTextAsync(reader.User, $"secret {i}");
        }

        var before = (await writer.EditAsync(pair, 1, "secret of before")).Number("seq");
        await reader.MessageAsync(pair, before);
        await reader.RequestAsync(new { type = "delete", conversation = pair, seqs = new[] { 1, 3 } });
        var deleted = (await writer.EditAsync(pair, 1, "secret of after")).Number("seq");
        var between = (await writer.EditAsync(pair, 2, "seen")).Number("seq");

        await ForAllWaysAsync(reader, pair, deleted, null);
        await ForAllWaysAsync(reader, pair, between, "seen");
        await ForAllWaysAsync(writer, pair, deleted, "secret of after");
        Assert.Null(TextOf((await reader.HistoryAsync(pair)).Single(message => message.Seq == before)));
        var back = await LoginAsync(reader.User, "back", "bot");
        Assert.Null(TextOf(await back.MessageAsync(pair, before)));

        await reader.RequestAsync(new { type = "clear", conversation = pair });
        var cleared = (await writer.EditAsync(pair, 2, "secret once more")).Number("seq");
        await ForAllWaysAsync(reader, pair, cleared, null);
        await ForAllWaysAsync(writer, pair, cleared, "secret once more");
    }

    [Fact]
    public async Task In_a_large_group_it_is_the_same()
    {
        var (owner, guest) = (await LoginAsync(Fresh("owner")), await LoginAsync(Fresh("guest")));
        var members = Enumerable.Range(0, Members).Select(i => Fresh($"m{i}")).ToArray();
        var (seeing, deleting) = (await LoginAsync(members[0]), await LoginAsync(members[1]));
        var group = await owner.CreateGroupAsync("big", members[..400]);
        var conversation = $"g:{group}";
        await owner.InviteAsync(group, members[400..]);
        var seq = (await owner.SendToGroupAsync(group, "secret")).Number("seq");
        await deleting.MessageAsync(conversation, seq);
        await deleting.RequestAsync(new { type = "delete", conversation, seqs = new[] { seq } });
        await owner.InviteAsync(group, guest.User);

        var edit = (await owner.EditAsync(conversation, seq, "secret again")).Number("seq");

        await ForAllWaysAsync(guest, conversation, edit, null);
        await ForAllWaysAsync(deleting, conversation, edit, null);
        await ForAllWaysAsync(seeing, conversation, edit, "secret again");
    }

    /// <summary>Live, in history, and to a device that comes later.</summary>
    private async Task ForAllWaysAsync(WireClient device, string conversation, long edit, string? text)
    {
        var later = await LoginAsync(device.User, Fresh("later"), "bot");
        WireMessage[] entries =
        [
            await device.MessageAsync(conversation, edit),
            (await device.HistoryAsync(conversation)).Single(message => message.Seq == edit),
            await later.MessageAsync(conversation, edit),
        ];
        Assert.Equal(["edit", "edit", "edit"], entries.Select(static entry => entry.Kind));
        Assert.Equal([text, text, text], entries.Select(TextOf));
    }

    private static async Task<string> LineOfAsync(Version1Client client, string messageId) =>
        (await client.HearAsync("system", json => json.GetProperty("messageID").GetString() == messageId))
        .Json.GetProperty("content").GetProperty("text").GetString()!;

    private static string? TextOf(WireMessage edit) =>
        edit.Content!.Value.TryGetProperty("content", out var content) ? content.GetProperty("text").GetString() : null;
}
