namespace OrleansIm.Domain.Schedules;

/// <summary>What is to become of a message after it was tried to send it.</summary>
public enum ScheduleFate
{
    /// <summary>It is in the log: nothing has to be kept any more.</summary>
    Sent,

    /// <summary>It may be in the log or not, or may be taken soon: it is tried again.</summary>
    Again,

    /// <summary>It was refused: it is kept, and the user is told.</summary>
    Failed,
}
