namespace OrleansIm.Support.Checking.Invariants;

/// <summary>
/// Messages of one sender to one conversation stand in the order in which it first sent them. A client sends what is open again
/// in its old order before anything new, so this holds through lost connections; a message that the server put off is left out.
/// </summary>
public sealed class SenderOrder : IInvariant
{
    public string Name => "a sender's messages keep their order";

    public void Check(IndexedEvidence evidence, Finding finding)
    {
        var sends = evidence.All.Sends.Where(send => send.IsAcked && !send.WasDelayed);
        foreach (var group in sends.ToLookup(send => (send.Sender, send.Conversation)))
        {
            SendAttempt? before = null;
            foreach (var send in group.OrderBy(send => send.Invoked))
            {
                if (before is { } earlier)
                {
                    finding.Expect(
                        earlier.Seq < send.Seq,
                        () => $"{send.Conversation}: {send.Sender} sent {earlier.ClientId} ({earlier.Seq}) before {send.ClientId} ({send.Seq})");
                }

                before = send;
            }
        }
    }
}
