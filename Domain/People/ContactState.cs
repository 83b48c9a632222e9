namespace OrleansIm.Domain.People;

/// <summary>How a user stands to another. Stored: never renumber.</summary>
public enum ContactState : byte
{
    /// <summary>They are strangers.</summary>
    None = 0,

    /// <summary>The user has asked, and has no answer yet.</summary>
    Outgoing = 1,

    /// <summary>The other has asked.</summary>
    Incoming = 2,

    /// <summary>They are contacts.</summary>
    Contact = 3,
}
