namespace OrleansIm.Operators.Messages;

/// <summary>How far a message has come with a device.</summary>
public enum DeliveryStage
{
    /// <summary>Its user's grain did not say whether it is connected.</summary>
    Unknown,

    /// <summary>Not connected: it gets it at its next login.</summary>
    Waiting,

    /// <summary>Connected and catching up.</summary>
    CatchingUp,

    /// <summary>Connected and live: it was pushed and is not acknowledged yet.</summary>
    Pushed,

    /// <summary>Acknowledged.</summary>
    Received,
}
