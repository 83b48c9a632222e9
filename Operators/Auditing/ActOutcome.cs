namespace OrleansIm.Operators.Auditing;

/// <summary>What became of an act.</summary>
public enum ActOutcome
{
    Done,

    /// <summary>A silo that could not be told follows.</summary>
    DoneSoon,
    Failed,
    TooManyMutes,
    NoSuchMute,
    NoSuchGateway,

    /// <summary>The gateway can't be told at the moment.</summary>
    Busy,

    /// <summary>Stored; each gateway follows.</summary>
    DoneForGateways,
    TooManyRules,
    NoSuchRule,
}
