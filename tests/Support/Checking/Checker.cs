using OrleansIm.Support.Checking.Invariants;

namespace OrleansIm.Support.Checking;

/// <summary>Compares what was promised with what was found. Knows no server and no clock: the same evidence gives the same findings.</summary>
public static class Checker
{
    private static readonly IInvariant[] Invariants =
    [
        new AckedIsThere(),
        new AtMostOnce(),
        new DenseSequences(),
        new OneLogForAll(),
        new RealTimeOrder(),
        new SenderOrder(),
        new NoPhantoms(),
        new RefusedIsInvisible(),
        new RecallIsComplete(),
        new UnreadIsArithmetic(),
        new LastIsHead(),
        new ReadNeverGoesBack(),
        new EveryDeviceHasAll(),
        new PushedInOrder(),
    ];

    public static IReadOnlyList<Finding> Check(Evidence evidence)
    {
        var indexed = new IndexedEvidence(evidence);
        var findings = new List<Finding>();
        foreach (var invariant in Invariants)
        {
            var finding = new Finding(invariant.Name);
            invariant.Check(indexed, finding);
            findings.Add(finding);
        }

        return findings;
    }
}
