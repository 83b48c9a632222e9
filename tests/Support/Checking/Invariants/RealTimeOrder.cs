namespace OrleansIm.Support.Checking.Invariants;

/// <summary>What was acknowledged before something else was first sent stands before it.</summary>
public sealed class RealTimeOrder : IInvariant
{
    public string Name => "acked before sent means before";

    public void Check(IndexedEvidence evidence, Finding finding)
    {
        foreach (var group in evidence.All.Sends.Where(send => send.IsAcked).ToLookup(send => send.Conversation))
        {
            var acks = group.OrderBy(send => send.Acked).ToArray();
            var next = 0;
            SendAttempt? highest = null;
            foreach (var send in group.OrderBy(send => send.Invoked))
            {
                for (; next < acks.Length && acks[next].Acked < send.Invoked; next++)
                {
                    highest = highest is null || acks[next].Seq > highest.Seq ? acks[next] : highest;
                }

                if (highest is { } before)
                {
                    finding.Expect(
                        before.Seq < send.Seq,
                        () => $"{group.Key}: {send.ClientId} got {send.Seq}, though {before.ClientId} had {before.Seq} before it was sent");
                }
            }
        }
    }
}
