namespace OrleansIm.Operators.Auditing;

/// <summary>What an operator can do.</summary>
public enum Act
{
    Kick,
    Mute,
    Unmute,
    Drain,
    Undrain,
    SetUpgrade,
    DropUpgrade,
}
