using System.Text.Json.Nodes;
using OrleansIm.Load.Traffic;

namespace OrleansIm.Load.Scenarios;

/// <summary>One group, all members online or many that never are, some of them sending.</summary>
internal sealed class RoomScenario : IScenario
{
    public async Task<JsonObject> RunAsync(LoadRun run)
    {
        var options = run.Options;
        var exchange = new Exchange(run, fanout: options.Users - 1);
        for (var i = 0; i < options.Users; i++)
        {
            var participant = new Participant(exchange, Name(run, i), i);
            participant.Session = run.NewSession(participant.User, participant);
            exchange.Participants.Add(participant);
        }

        // Made before the others come: a crowd that watches a crowd being invited is another story.
        Session[] sessions = [.. exchange.Participants.Select(p => p.Session!)];
        if (!await sessions[0].LoginAsync() || await LoadGroup.MakeAsync(run, sessions[0], [.. MemberNames(run)]) is not { } group)
        {
            return new JsonObject { ["exact"] = false, ["failed"] = "group" };
        }

        if (!await run.LoginAllAsync(sessions[1..], options.Concurrency))
        {
            return new JsonObject { ["exact"] = false, ["failed"] = "login" };
        }

        run.KeepAlive(sessions);

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
        json["members"] = options.Members;
        json["exact"] = exact;
        return json;
    }

    /// <summary>Those who are online, and those who never come.</summary>
    private static IEnumerable<string> MemberNames(LoadRun run) => Enumerable.Range(0, run.Options.Members).Select(i => Name(run, i));

    private static string Name(LoadRun run, int index) => run.UserName("r", index);
}
