using System.ComponentModel.DataAnnotations;

namespace OrleansIm.Gateway.Calls;

/// <summary>Servers that help the parties of a call to reach each other, under <c>Calls</c>.</summary>
public sealed class IceOptions
{
    /// <summary>Addresses of STUN servers, with commas between: <c>stun:stun.example.org:3478</c>. Default: none.</summary>
    public string Stun { get; set; } = string.Empty;

    /// <summary>Addresses of TURN servers, with commas between: <c>turn:turn.example.org:3478?transport=udp</c>. Default: none.</summary>
    public string Turn { get; set; } = string.Empty;

    /// <summary>The secret shared with the TURN servers (coturn: <c>static-auth-secret</c>), of which credentials are made. Needed with <see cref="Turn"/>.</summary>
    public string TurnSecret { get; set; } = string.Empty;

    /// <summary>How long a credential is good for, in seconds: longer than calls last. 60 to 604,800; default 86,400, a day.</summary>
    [Range(60, 604_800)]
    public int TurnSeconds { get; set; } = 86_400;
}
