namespace OrleansIm.Support.Checking;

/// <summary>What became of one invariant: how many facts were compared, and which of them break it.</summary>
public sealed class Finding(string invariant)
{
    private const int Examples = 5;

    private readonly List<string> _examples = [];

    public string Invariant => invariant;

    public long Checked { get; private set; }

    public long Violations { get; private set; }

    /// <summary>The first few violations in words.</summary>
    public IReadOnlyList<string> FirstViolations => _examples;

    public void Count(long facts = 1) => Checked += facts;

    public void Violate(string what)
    {
        Violations++;
        if (_examples.Count < Examples)
        {
            _examples.Add(what);
        }
    }

    /// <summary>Counts one fact, and a violation if it doesn't hold.</summary>
    public void Expect(bool holds, Func<string> otherwise)
    {
        Checked++;
        if (!holds)
        {
            Violate(otherwise());
        }
    }
}
