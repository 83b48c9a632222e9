namespace OrleansIm.Operators.Messages;

/// <summary>How far a message has come with one device.</summary>
/// <param name="Device">Which.</param>
/// <param name="Stage">How far.</param>
/// <param name="Cursor">What it has acknowledged.</param>
public sealed record DeviceTrace(string Device, DeliveryStage Stage, long Cursor);
