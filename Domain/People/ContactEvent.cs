namespace OrleansIm.Domain.People;

/// <summary>What happened between two users; the wire names are these words in lower case. Never renumber.</summary>
public enum ContactEvent : byte
{
    None = 0,
    Request = 1,
    Accept = 2,
    Reject = 3,
    Remove = 4,
    Set = 5,
}
