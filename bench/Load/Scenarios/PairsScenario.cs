using System.Text.Json.Nodes;
using OrleansIm.Load.Traffic;

namespace OrleansIm.Load.Scenarios;

/// <summary>Users in pairs, the window shared by the two of a pair, who take turns with each of its places.</summary>
internal sealed class PairsScenario : IScenario
{
    public async Task<JsonObject> RunAsync(LoadRun run)
    {
        var users = run.Options.Users & ~1;
        var exchange = new Exchange(run, fanout: 1);
        for (var i = 0; i < users; i++)
        {
            var participant = new Participant(exchange, run.UserName("p", i), i);
            var partner = run.UserName("p", i ^ 1);
            participant.Enter(
                DirectConversation.Of(participant.User, partner), DirectConversation.To(partner), firstSeq: 1);
            participant.Session = run.NewSession(participant.User, participant);
            exchange.Participants.Add(participant);
        }

        for (var i = 0; i < users; i++)
        {
            exchange.Participants[i].Successor = exchange.Participants[i ^ 1];
            exchange.Participants[i].Window = (run.Options.Window + 1 - (i & 1)) / 2;
        }

        exchange.Senders = exchange.Participants;
        Session[] sessions = [.. exchange.Participants.Select(p => p.Session!)];
        if (!await run.LoginAllAsync(sessions, run.Options.Concurrency))
        {
            return new JsonObject { ["exact"] = false, ["failed"] = "login" };
        }

        run.KeepAlive(sessions);
        await exchange.RunAsync();
        var json = exchange.ToJson(out var exact);
        json["exact"] = exact;
        return json;
    }
}
