namespace OrleansIm.Support.Checking.Invariants;

/// <summary>A read cursor stands at least where its last receipt said, and at the user's own last message.</summary>
public sealed class ReadNeverGoesBack : IInvariant
{
    public string Name => "read cursors never go back";

    public void Check(IndexedEvidence evidence, Finding finding)
    {
        var floors = new Dictionary<(string User, string Conversation), long>();
        foreach (var read in evidence.All.Reads)
        {
            Raise(floors, (read.User, read.Conversation), read.Seq);
        }

        foreach (var send in evidence.All.Sends.Where(send => send.IsAcked))
        {
            Raise(floors, (send.Sender, send.Conversation), send.Seq);
        }

        foreach (var line in evidence.All.Lines)
        {
            if (floors.TryGetValue((line.Reader, line.Conversation), out var floor))
            {
                finding.Expect(
                    line.ReadSeq >= floor && line.ReadSeq <= line.Head,
                    () => $"{line.Conversation}: {line.Reader} has read {line.ReadSeq} of {line.Head}, and was told {floor}");
            }
        }
    }

    private static void Raise(Dictionary<(string User, string Conversation), long> floors, (string User, string Conversation) key, long seq) =>
        floors[key] = Math.Max(floors.GetValueOrDefault(key), seq);
}
