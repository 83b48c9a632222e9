using System.Text.Json.Nodes;
using OrleansIm.Load.Traffic;

namespace OrleansIm.Load.Scenarios;

/// <summary>One group, all members online, some of them sending.</summary>
internal sealed class RoomScenario : IScenario
{
    private const int InviteChunk = 400;

    public async Task<JsonObject> RunAsync(LoadRun run)
    {
        var options = run.Options;
        var exchange = new Exchange(run, fanout: options.Users - 1);
        for (var i = 0; i < options.Users; i++)
        {
            var participant = new Participant(exchange, run.UserName("r", i), i);
            participant.Session = run.NewSession(participant.User, participant);
            exchange.Participants.Add(participant);
        }

        Session[] sessions = [.. exchange.Participants.Select(p => p.Session!)];
        if (!await run.LoginAllAsync(sessions, options.Concurrency))
        {
            return new JsonObject { ["exact"] = false, ["failed"] = "login" };
        }

        run.KeepAlive(sessions);
        if (await MakeGroupAsync(run, sessions) is not { } group)
        {
            return new JsonObject { ["exact"] = false, ["failed"] = "group" };
        }

        // Tips of the making are still on their way; the load's sequences start above them.
        await run.Loop.Delay(2);
        var firstSeq = 1 + Math.Max(group.Seq, exchange.Participants.Max(p => p.SetupSeq));
        foreach (var participant in exchange.Participants)
        {
            participant.Enter(group.Conversation, $$"""{"group":"{{group.Id}}"}""", firstSeq);
        }

        exchange.Senders = [.. exchange.Participants.Take(options.Senders)];
        await exchange.RunAsync();
        var json = exchange.ToJson(out var exact);
        json["senders"] = options.Senders;
        json["exact"] = exact;
        return json;
    }

    private static async Task<GroupMade?> MakeGroupAsync(LoadRun run, Session[] sessions)
    {
        var owner = sessions[0];
        var made = await owner.AskAsync(
            "make",
            $$"""{"type":"group.create","id":"make","name":"load","members":["{{sessions[1].User}}"],"clientId":"make"}""");
        if (!made.IsReceipt)
        {
            run.Say("group.create failed: " + made.Code + " " + made.Json);
            return null;
        }

        var group = Read(made);
        foreach (var chunk in sessions.Skip(2).Chunk(InviteChunk))
        {
            var id = "add" + chunk[0].User;
            var users = string.Join(',', chunk.Select(s => $"\"{s.User}\""));
            var added = await owner.AskAsync(
                id, $$"""{"type":"group.invite","id":"{{id}}","group":"{{group.Id}}","users":[{{users}}]}""");
            if (!added.IsReceipt)
            {
                run.Say("group.invite failed: " + added.Code + " " + added.Json);
                return null;
            }

            group = group with { Seq = Math.Max(group.Seq, Read(added).Seq) };
        }

        run.Say($"group {group.Id} made, head {group.Seq}");
        return group;
    }

    private static GroupMade Read(Answer answer)
    {
        var json = JsonNode.Parse(answer.Json)!;
        return new GroupMade(
            (string?)json["group"] ?? "", (string?)json["conversation"] ?? "g:" + (string?)json["group"], (long?)json["seq"] ?? 0);
    }

    private sealed record GroupMade(string Id, string Conversation, long Seq);
}
