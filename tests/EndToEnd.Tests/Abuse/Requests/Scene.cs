using System.Globalization;
using OrleansIm.EndToEnd.Tests.Calls;
using OrleansIm.Support.Wire;
using static OrleansIm.EndToEnd.Tests.Abuse.Requests.FieldKind;

namespace OrleansIm.EndToEnd.Tests.Abuse.Requests;

/// <summary>
/// Alice, who asks, and bob talk with each other and in her group; carol and dave do so without alice. What alice asks wrongly must
/// not change anything for any of them.
/// </summary>
internal sealed class Scene(WireClient alice, WireClient bob, WireClient carol, WireClient dave)
{
    private string _group = string.Empty;
    private string _foreignGroup = string.Empty;
    private string _foreignCall = string.Empty;
    private string _call = string.Empty;

    public WireClient Alice => alice;

    /// <summary>Pairs of a place that exists without alice and one that does not exist at all, as a field of this kind names them.</summary>
    public IEnumerable<(string Foreign, string Unknown)> Hidden(FieldKind kind) => kind switch
    {
        Conversation =>
        [
            (Quoted($"d:{carol.User}:{dave.User}"), Quoted($"d:{carol.User}:{dave.User}-not")),
            (Quoted($"g:{_foreignGroup}"), Quoted("g:no-such-group")),
        ],
        Group => [(Quoted(_foreignGroup), Quoted("no-such-group"))],
        Call =>
        [
            (Quoted(_foreignCall), Quoted($"0a:d:{carol.User}:{dave.User}")),
            (Quoted(_foreignCall), Quoted("0a:g:no-such-group")),
            (Quoted(_foreignCall), Quoted($"0a:d:{alice.User}:{bob.User}")),
        ],
        Target =>
        [
            ($"{{\"group\":{Quoted(_foreignGroup)}}}", "{\"group\":\"no-such-group\"}"),
            ($"{{\"conversation\":{Quoted($"d:{carol.User}:{dave.User}")}}}", $"{{\"conversation\":{Quoted($"d:{carol.User}:{dave.User}-not")}}}"),
        ],
        _ => [],
    };

    /// <param name="request">The request that is to be tried: it should be possible.</param>
    public async Task PrepareAsync(string request)
    {
        await alice.SendTextAsync(bob.User, "hello bob");
        await carol.SendTextAsync(dave.User, "hello dave");
        await bob.RequestAsync(new { type = "contact.request", user = alice.User, greeting = "hello alice" });
        await carol.RequestAsync(new { type = "contact.request", user = dave.User });
        _group = await alice.CreateGroupAsync("ours", bob.User);
        await alice.SendToGroupAsync(_group, "hello all");
        _foreignGroup = await carol.CreateGroupAsync("theirs", dave.User);

        // Their chat lists learn of it a moment later; nothing is to change from here on.
        await bob.MessageAsync($"d:{alice.User}:{bob.User}", 1);
        await bob.MessageAsync($"g:{_group}", 2);
        await dave.MessageAsync($"d:{carol.User}:{dave.User}", 1);
        await dave.MessageAsync($"g:{_foreignGroup}", 1);
        if (request == "schedule.cancel")
        {
            await alice.RequestAsync(new
            {
                type = "schedule.set", to = new { user = bob.User }, clientId = "good", content = new { type = "text", text = "later" },
                at = long.Parse(RequestTable.Soon, CultureInfo.InvariantCulture),
            });
        }

        if (request.StartsWith("call.", StringComparison.Ordinal) && request != "call.invite")
        {
            _foreignCall = await carol.CallAsync(dave.User);
            _call = request is "call.cancel" or "call.hangup" or "call.leave" or "call.signal" ? await alice.CallAsync(bob.User) : await bob.CallAsync(alice.User);
            if (request == "call.signal")
            {
                await bob.InCallAsync("accept", _call);
            }
        }
    }

    /// <summary>A right value, as JSON.</summary>
    public string Good(FieldKind kind) => kind switch
    {
        Conversation => Quoted($"d:{alice.User}:{bob.User}"),
        Group => Quoted(_group),
        Target => $"{{\"user\":{Quoted(bob.User)}}}",
        Seq => "1",
        Seqs => "[1]",
        User => Quoted(bob.User),
        Users => $"[{Quoted(bob.User)}]",
        ClientId => Quoted("good"),
        Content => "{\"type\":\"text\",\"text\":\"good\"}",
        Text => Quoted("good"),
        Call => Quoted(_call),
        Opaque => "{\"candidate\":\"a\"}",
        Limit => "10",
        Number => "0",
        Flag => "true",
        _ => throw new ArgumentException($"A {kind} needs its good value in the table.", nameof(kind)),
    };

    /// <summary>Everything the four can see, for comparison.</summary>
    public async Task<string> PictureAsync()
    {
        List<string> parts = [];
        foreach (var client in (WireClient[])[alice, bob, carol, dave])
        {
            parts.Add((await client.RequestAsync(new { type = "contacts", id = "picture" })).ToString());
            parts.Add((await client.RequestAsync(new { type = "profile", id = "picture", users = new[] { client.User } })).ToString());
            parts.Add((await client.RequestAsync(new { type = "schedule.list", id = "picture" })).ToString());
            foreach (var line in await client.ConversationsAsync())
            {
                var conversation = line.GetProperty("conversation").GetString()!;
                parts.Add(line.GetRawText());
                parts.AddRange((await client.WholeHistoryAsync(conversation)).Select(static message => message.Json.GetRawText()));
            }
        }

        return string.Join('\n', parts);
    }

    private static string Quoted(string text) => $"\"{text}\"";
}
