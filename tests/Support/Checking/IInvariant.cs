namespace OrleansIm.Support.Checking;

/// <summary>One promise of the contract, checked over a whole run.</summary>
public interface IInvariant
{
    string Name { get; }

    void Check(IndexedEvidence evidence, Finding finding);
}
