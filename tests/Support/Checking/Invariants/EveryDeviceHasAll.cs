namespace OrleansIm.Support.Checking.Invariants;

/// <summary>A device that was there from the start was told of every entry its user may see, in the end.</summary>
public sealed class EveryDeviceHasAll : IInvariant
{
    public string Name => "every device got every entry";

    public void Check(IndexedEvidence evidence, Finding finding)
    {
        var streams = evidence.All.Streams.ToLookup(stream => (stream.User, stream.Conversation));
        foreach (var history in evidence.All.Histories)
        {
            foreach (var stream in streams[(history.Reader, history.Conversation)])
            {
                foreach (var entry in history.Entries)
                {
                    finding.Expect(
                        stream.Bodies.ContainsKey(entry.Seq),
                        () => $"{history.Conversation}:{entry.Seq} ({entry.Kind}) never came to {stream.User}/{stream.Device}");
                }
            }
        }
    }
}
