using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Tests.Engines;
using static OrleansIm.Storage.Tests.Engines.Figures;

namespace OrleansIm.Storage.Tests.Members;

/// <summary>How every engine receives devices, and forgets them; run by one class per engine.</summary>
public abstract class DeviceContract : EngineContract
{
    private const string Team = "g:team";
    private const long Day = 24 * 3_600_000L;

    private static readonly string[] NoDevice = [];

    private IMemberStore Members => Storage.Members;

    [Fact]
    public async Task A_new_device_is_known_at_once_and_starts_with_the_newest_messages()
    {
        await FillAsync(Team, 33);
        await FillAsync("g:short", 7);

        var arrived = await ArriveAsync("bob", "phone", withMemberships: true);

        Assert.Equal([("g:short", 7L), (Team, 33L)], arrived.Memberships!.Select(line => (line.Conversation, line.Head)).Order());
        Assert.Equal([("g:short", 0L), (Team, 13L)], arrived.Cursors.Select(row => (row.Key, row.Value)).Order());
        Assert.Equal(arrived.Cursors, (await Members.LoadDeviceAsync("bob", "phone", Token))!);
        Assert.Empty(arrived.Forgotten);
    }

    [Fact]
    public async Task A_known_device_is_given_its_cursors_and_keeps_them()
    {
        await FillAsync(Team, 33);
        await ArriveAsync("bob", "phone");
        await Members.SaveAsync(new CursorBatch { Devices = [new DeviceCursor("bob", "phone", Team, 15)] }, Token);
        await CommitTextsAsync(Team, 34, 60);

        var arrived = await ArriveAsync("bob", "phone", now: 3 * Day);

        Assert.Null(arrived.Memberships);
        Assert.Equal((Team, 15L), arrived.Cursors.Select(row => (row.Key, row.Value)).Single());
    }

    [Fact]
    public async Task What_a_user_has_received_is_what_its_furthest_device_has()
    {
        await FillAsync(Team, 33);
        await ArriveAsync("bob", "phone");
        await ArriveAsync("bob", "desk");
        await ArriveAsync("alice", "phone");
        Assert.Equal(0, await Members.ReceivedAsync("bob", "g:short", Token));
        Assert.Equal(0, await Members.ReceivedAsync("nobody", Team, Token));

        await Members.SaveAsync(
            new CursorBatch { Devices = [new DeviceCursor("bob", "phone", Team, 15), new DeviceCursor("bob", "desk", Team, 21), new DeviceCursor("alice", "phone", Team, 30)] }, Token);
        Assert.Equal(21, await Members.ReceivedAsync("bob", Team, Token));
    }

    [Fact]
    public async Task A_cursor_is_cut_if_it_stands_higher_and_no_other_is()
    {
        await FillAsync(Team, 9);
        await ArriveAsync("bob", "phone");
        await ArriveAsync("bob", "desk");
        foreach (var device in (string[])["phone", "desk"])
        {
            await Members.SaveAsync(new CursorBatch { Devices = [new DeviceCursor("bob", device, Team, 90)] }, Token);
        }

        await Members.CutCursorAsync(new DeviceCursor("bob", "phone", Team, 9), Token);
        await Members.CutCursorAsync(new DeviceCursor("bob", "phone", Team, 12), Token);
        await Members.CutCursorAsync(new DeviceCursor("bob", "none", Team, 9), Token);

        Assert.Equal(9, (await Members.LoadDeviceAsync("bob", "phone", Token))![Team]);
        Assert.Equal(90, (await Members.LoadDeviceAsync("bob", "desk", Token))![Team]);
        Assert.Null(await Members.LoadDeviceAsync("bob", "none", Token));
    }

    [Fact]
    public async Task A_new_device_is_given_nothing_from_before_its_user_joined_or_cleared_nor_from_after_it_left()
    {
        await FillAsync(Team, 10);
        await Commit(Part(Team, 1, Text(Team, 11)) with { Members = [Join("carol", 10), Leave("bob", 11)] });
        await CommitTextsAsync(Team, 12, 15);
        await FillAsync("g:cleared", 9);
        await Storage.ExecuteAsync("update member set cleared_seq = 8 where user_id = 'alice' and joined_seq = 0 and read_seq < 10");

        Assert.Equal(10, (await ArriveAsync("carol", "phone")).Cursors[Team]);
        Assert.Equal(0, (await ArriveAsync("bob", "phone")).Cursors[Team]);
        Assert.Equal(8, (await ArriveAsync("alice", "phone")).Cursors["g:cleared"]);
    }

    [Fact]
    public async Task Many_devices_arrive_together_each_with_its_own()
    {
        await FillAsync(Team, 3);
        await FillAsync(Pair, 30);
        await ArriveAsync("bob", "phone");
        await Members.SaveAsync(new CursorBatch { Devices = [new DeviceCursor("bob", "phone", Pair, 29)] }, Token);

        var arrived = await Members.ArriveAsync(
            [Arrival("nobody", "phone", true), Arrival("bob", "phone", false), Arrival("alice", "desk", true), Arrival("alice", "phone", false)],
            Rules(now: 5), Token);

        Assert.Equal([0, null, 2, null], arrived.Select(device => device.Memberships?.Count));
        Assert.Equal([0, 29, 10, 10], arrived.Select(device => device.Cursors.GetValueOrDefault(Pair)));
        Assert.Empty((await Members.LoadDeviceAsync("nobody", "phone", Token))!);
        Assert.Empty(await Members.ArriveAsync([], Rules(now: 5), Token));
    }

    [Fact]
    public async Task A_device_not_seen_for_too_long_is_forgotten_when_another_of_its_user_arrives()
    {
        await FillAsync(Team, 2);
        await ArriveAsync("bob", "old", now: Day);
        await ArriveAsync("alice", "old", now: Day);
        await ArriveAsync("bob", "young", now: 2 * Day);
        await Members.SaveAsync(new CursorBatch { Devices = [new DeviceCursor("bob", "old", "g:nowhere", 3)] }, Token);

        var arrived = await ArriveAsync("bob", "new", now: 11 * Day + 1, seenSince: Day + 1);

        Assert.Equal(["old"], arrived.Forgotten);
        Assert.Null(await Members.LoadDeviceAsync("bob", "old", Token));
        Assert.NotNull(await Members.LoadDeviceAsync("bob", "young", Token));
        Assert.NotNull(await Members.LoadDeviceAsync("alice", "old", Token));
        Assert.DoesNotContain("g:nowhere", (await ArriveAsync("bob", "old", now: 12 * Day)).Cursors.Keys);
    }

    [Fact]
    public async Task A_device_that_comes_back_after_too_long_starts_anew()
    {
        await FillAsync(Team, 40);
        await ArriveAsync("bob", "phone", now: Day);
        await CommitTextsAsync(Team, 41, 90);

        Assert.Equal(20, (await ArriveAsync("bob", "phone", now: 2 * Day, seenSince: Day)).Cursors[Team]);
        Assert.Equal(70, (await ArriveAsync("bob", "phone", now: 20 * Day, seenSince: 10 * Day)).Cursors[Team]);
        Assert.Equal(70, (await ArriveAsync("bob", "phone", now: 21 * Day, seenSince: 11 * Day)).Cursors[Team]);
    }

    [Fact]
    public async Task A_new_device_pushes_out_the_one_unseen_for_the_longest_time()
    {
        await ArriveAsync("bob", "b", now: 1 * Day);
        await ArriveAsync("bob", "a", now: 2 * Day);
        await ArriveAsync("bob", "c", now: 3 * Day);
        await ArriveAsync("bob", "b", now: 4 * Day);
        await ArriveAsync("alice", "a", now: 1 * Day);

        Assert.Empty((await ArriveAsync("bob", "c", now: 5 * Day, perUser: 3)).Forgotten);
        Assert.Equal(["a"], (await ArriveAsync("bob", "d", now: 5 * Day, perUser: 3)).Forgotten);
        Assert.Equal(["b"], (await ArriveAsync("bob", "e", now: 6 * Day, perUser: 3)).Forgotten);
        Assert.Null(await Members.LoadDeviceAsync("bob", "b", Token));
        Assert.NotNull(await Members.LoadDeviceAsync("alice", "a", Token));
        Assert.Equal(["c", "d", "e"], (await ArriveAsync("bob", "f", now: 7 * Day, perUser: 1)).Forgotten.Order());
    }

    [Fact]
    public async Task A_device_with_a_session_is_never_forgotten()
    {
        await ArriveAsync("bob", "live", now: Day);
        await ArriveAsync("bob", "idle", now: 2 * Day);
        await ArriveAsync("bob", "third", now: 3 * Day);

        Assert.Equal(["idle"], (await ArriveAsync("bob", "new", now: 9 * Day, perUser: 3, live: ["live"])).Forgotten);
        Assert.Equal(["third"], (await ArriveAsync("bob", "new", now: 19 * Day, seenSince: 9 * Day, live: ["live"])).Forgotten);
        Assert.NotNull(await Members.LoadDeviceAsync("bob", "live", Token));
    }

    [Fact]
    public async Task When_a_device_was_last_seen_moves_forward_only()
    {
        await ArriveAsync("bob", "a", now: 1 * Day);
        await ArriveAsync("bob", "b", now: 2 * Day);
        await Members.SaveAsync(new CursorBatch { Seen = [Seen("a", 5 * Day), Seen("b", 4 * Day), Seen("never", 9 * Day)] }, Token);
        await Members.SaveAsync(new CursorBatch { Seen = [Seen("a", 3 * Day)] }, Token);

        Assert.Equal(["b"], (await ArriveAsync("bob", "c", now: 6 * Day, seenSince: 4 * Day + 1)).Forgotten);
        Assert.Null(await Members.LoadDeviceAsync("bob", "never", Token));
    }

    [Fact]
    public async Task Devices_of_one_user_that_arrive_at_once_are_all_known_and_within_the_limit_after_the_next()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => ArriveAsync("bob", $"d{i % 10}", now: Day + i)));
        foreach (var device in Enumerable.Range(0, 10))
        {
            Assert.NotNull(await Members.LoadDeviceAsync("bob", $"d{device}", Token));
        }

        Assert.Equal(6, (await ArriveAsync("bob", "last", now: 2 * Day, perUser: 5)).Forgotten.Count);
    }

    private static DeviceArrival Arrival(string user, string device, bool withMemberships, string[]? live = null) =>
        new(new DeviceKey(user, device), withMemberships, live ?? NoDevice);

    private static ArrivalRules Rules(long now, long seenSince = 0, int perUser = 100) => new(now, seenSince, perUser);

    private static DeviceSeen Seen(string device, long time) => new(new DeviceKey("bob", device), time);

    private static LogEntry Text(string conversation, long seq) => Entry(conversation, seq, "alice", Number(seq), counted: seq);

    private async Task<ArrivedDevice> ArriveAsync(
        string user, string device, bool withMemberships = false, long now = 1, long seenSince = 0, int perUser = 100, string[]? live = null) =>
        Assert.Single(await Members.ArriveAsync([Arrival(user, device, withMemberships, live)], Rules(now, seenSince, perUser), Token));

    private async Task FillAsync(string conversation, int count)
    {
        await Storage.Log.ClaimAsync(conversation, Token);
        await Commit(Part(conversation, 1, Text(conversation, 1)) with { Members = [Join("alice"), Join("bob")] });
        await CommitTextsAsync(conversation, 2, count);
    }

    private Task CommitTextsAsync(string conversation, int first, int last) =>
        Commit(Part(conversation, 1, [.. Enumerable.Range(first, last - first + 1).Select(seq => Text(conversation, seq))]));
}
