namespace OrleansIm.Grains.Push;

/// <summary>What a notice is about.</summary>
public enum PushKind
{
    /// <summary>Somebody calls: the device is to ring.</summary>
    Call,

    /// <summary>It is over: the device is to stop.</summary>
    CallOver,
}
