namespace OrleansIm.Domain.Users;

/// <summary>To whom something of a user's is open. The numbers are stored and travel between processes: never renumber.</summary>
public enum Audience : byte
{
    Everyone = 0,
    Contacts = 1,
    Nobody = 2,
}
