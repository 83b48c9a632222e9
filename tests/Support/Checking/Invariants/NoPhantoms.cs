namespace OrleansIm.Support.Checking.Invariants;

/// <summary>Every text that anybody reads or is pushed was sent, by that sender, to that conversation, letter by letter.</summary>
public sealed class NoPhantoms : IInvariant
{
    public string Name => "no phantom, no changed text";

    public void Check(IndexedEvidence evidence, Finding finding)
    {
        foreach (var history in evidence.All.Histories)
        {
            foreach (var entry in history.Entries.Where(entry => entry.Kind == "text" && !entry.IsRecalled))
            {
                finding.Expect(
                    entry.Body is { } body && evidence.ByBody.TryGetValue(body, out var send)
                        && send.Sender == entry.From && send.Conversation == history.Conversation,
                    () => $"{history.Conversation}:{entry.Seq} for {history.Reader} says \"{entry.Body}\" by {entry.From}: nobody sent that");
            }
        }

        foreach (var stream in evidence.All.Streams)
        {
            foreach (var seq in stream.Changed)
            {
                finding.Violate($"{stream.Conversation}:{seq} came to {stream.User}/{stream.Device} with two texts");
            }

            CheckStream(evidence, stream, finding);
        }
    }

    private static void CheckStream(IndexedEvidence evidence, DeviceStream stream, Finding finding)
    {
        foreach (var (seq, body) in stream.Bodies)
        {
            if (body is not null && evidence.ByBody.TryGetValue(body, out var send))
            {
                finding.Expect(
                    send.Conversation == stream.Conversation && (!send.IsAcked || send.Seq == seq),
                    () => $"{stream.Conversation}:{seq} came to {stream.User}/{stream.Device} with the text of {send.Conversation}:{send.Receipts.FirstOrDefault()}");
            }
            else if (body is not null)
            {
                finding.Count();
                finding.Violate($"{stream.Conversation}:{seq} came to {stream.User}/{stream.Device} with \"{body}\": nobody sent that");
            }
        }
    }
}
