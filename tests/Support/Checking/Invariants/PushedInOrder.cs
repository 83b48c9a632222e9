namespace OrleansIm.Support.Checking.Invariants;

/// <summary>Within a session, the entries of a conversation are pushed in their order.</summary>
public sealed class PushedInOrder : IInvariant
{
    public string Name => "pushed in order";

    public void Check(IndexedEvidence evidence, Finding finding)
    {
        foreach (var stream in evidence.All.Streams)
        {
            finding.Count(stream.Bodies.Count);
            foreach (var seq in stream.Overtaken)
            {
                finding.Violate($"{stream.Conversation}:{seq} came to {stream.User}/{stream.Device} after a later one");
            }
        }
    }
}
