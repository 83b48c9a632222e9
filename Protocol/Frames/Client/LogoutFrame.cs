namespace OrleansIm.Protocol.Frames.Client;

/// <summary>Ends the session; with <paramref name="Forget"/> the device's cursors go too.</summary>
public sealed record LogoutFrame(string? Id, bool Forget) : ClientFrame(Id);
