namespace OrleansIm.Grains.Interfaces.People;

/// <summary>What a user does about another. Travels: never renumber.</summary>
public enum ContactAct : byte
{
    Request = 1,
    Accept = 2,
    Reject = 3,
    Remove = 4,
    Set = 5,
}
