namespace OrleansIm.Cli.Wire;

/// <summary>What the user can do about the end of a connection.</summary>
internal static class Advice
{
    private const string TcpPorts = "This client talks TCP: port 7100, or 7143 with --tls, unless the server is configured otherwise.";

    /// <summary>The server's words, and a way out where there is one.</summary>
    public static string For(ServerClose close) => close.Code switch
    {
        "kicked" or "replaced" =>
            $"{close.Message}{Successor(close)} "
            + "Use --device NAME and another --class (mobile, tablet, desktop, web, bot) to stay beside it.",
        "unauthenticated" =>
            $"{close.Message} Is it the key of this server? --key-file names another (a server keeps its own in data/auth.key), --token a token of yours.",
        _ => close.Message,
    };

    /// <summary>For a connection that ended before the login was answered.</summary>
    public static string ForSilence(Endpoint endpoint, byte? firstByte) => firstByte switch
    {
        (byte)'H' => $"{endpoint} is an HTTP port, where WebSocket is talked. {TcpPorts}",
        null or 0x15 when !endpoint.Tls =>
            $"{endpoint} ended the connection without an answer. A TLS port wants --tls; the WebSocket port is not for this client. {TcpPorts}",
        _ => $"{endpoint} ended the connection without an answer that makes sense. {TcpPorts}",
    };

    private static string Successor(ServerClose close) =>
        close.Device is { } device && !close.Message.Contains(device, StringComparison.Ordinal) ? $" (Device {device}.)" : string.Empty;
}
