using System.Text.Json.Nodes;

namespace OrleansIm.Load.Traffic;

/// <summary>A group that was made for the load.</summary>
/// <param name="Id">As requests name it.</param>
/// <param name="Conversation">Its conversation.</param>
/// <param name="Seq">The highest sequence of its making that is known.</param>
internal sealed record LoadGroup(string Id, string Conversation, long Seq)
{
    private const int InviteChunk = 400;

    /// <summary>Makes a group of all <paramref name="users"/>, of whom the first is the owner's; null if that failed.</summary>
    public static async Task<LoadGroup?> MakeAsync(LoadRun run, Session owner, IReadOnlyList<string> users)
    {
        var made = await owner.AskAsync(
            "make", $$"""{"type":"group.create","id":"make","name":"load","members":["{{users[1]}}"],"clientId":"make"}""");
        if (!made.IsReceipt)
        {
            run.Say("group.create failed: " + made.Code + " " + made.Json);
            return null;
        }

        var group = Read(made);
        foreach (var chunk in users.Skip(2).Chunk(InviteChunk))
        {
            var id = "add" + chunk[0];
            var names = string.Join(',', chunk.Select(static user => $"\"{user}\""));
            var added = await owner.AskAsync(
                id, $$"""{"type":"group.invite","id":"{{id}}","group":"{{group.Id}}","users":[{{names}}]}""");
            if (!added.IsReceipt)
            {
                run.Say("group.invite failed: " + added.Code + " " + added.Json);
                return null;
            }

            group = group with { Seq = Math.Max(group.Seq, Read(added).Seq) };
        }

        run.Say($"group {group.Id} of {users.Count} made, head {group.Seq}");
        return group;
    }

    private static LoadGroup Read(Answer answer)
    {
        var json = JsonNode.Parse(answer.Json)!;
        return new LoadGroup(
            (string?)json["group"] ?? "", (string?)json["conversation"] ?? "g:" + (string?)json["group"], (long?)json["seq"] ?? 0);
    }
}
