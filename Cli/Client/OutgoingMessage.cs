using System.Security.Cryptography;

namespace OrleansIm.Cli.Client;

/// <summary>A message that waits for its receipt. The client id stays the same however often it is sent.</summary>
internal sealed record OutgoingMessage(Place Place, string ClientId, string Text)
{
    public static OutgoingMessage New(Place place, string text) =>
        new(place, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), text);
}
