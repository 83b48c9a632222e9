namespace OrleansIm.Grains.Push;

/// <summary>
/// The way to devices that have no session: whoever runs the server puts the services of the makers of phones here. What is handed over may
/// come twice, and is worth nothing any more after its time.
/// </summary>
public interface IPushSender
{
    /// <summary>Hands a notice over. What is thrown is logged, and changes nothing else.</summary>
    ValueTask SendAsync(PushNotice notice, CancellationToken cancellation);
}
