using System.Net.Security;
using System.Security.Authentication;

namespace OrleansIm.Load.Sockets;

/// <summary>
/// TLS on top of a connection, driven by the event loop: the stream below never leaves the loop's thread, so every
/// continuation of the TLS layer runs on it too.
/// </summary>
internal sealed class TlsTunnel : IDisposable
{
    private static readonly SslClientAuthenticationOptions Options = new()
    {
        TargetHost = "localhost",
        // Self-signed certificates are the rule on a test bench; what is measured is the handshake, not trust.
        RemoteCertificateValidationCallback = (_, _, _, _) => true,
        // Resumed sessions would make logins look cheaper than those of a new device.
        AllowTlsResume = false,
    };

    private readonly Connection _connection;
    private readonly FeedStream _feed;
    private readonly SslStream _ssl;
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(4096, pinned: true);

    public TlsTunnel(Connection connection)
    {
        _connection = connection;
        _feed = new FeedStream(connection);
        _ssl = new SslStream(_feed, leaveInnerStreamOpen: true);
    }

    public bool IsReady { get; private set; }

    public void Start() => _ = PumpAsync();

    public void Feed(ReadOnlySpan<byte> ciphertext) => _feed.Feed(ciphertext);

    public void Encrypt(ReadOnlySpan<byte> plain)
    {
        if (!plain.IsEmpty)
        {
            _ssl.Write(plain);
        }
    }

    public void Dispose() => _feed.Complete();

    private async Task PumpAsync()
    {
        try
        {
            await _ssl.AuthenticateAsClientAsync(Options);
            IsReady = true;
            _connection.OnTlsReady();
            int count;
            while ((count = await _ssl.ReadAsync(_buffer)) > 0)
            {
                Deliver(count);
            }

            _connection.OnTlsFailed("end_of_stream");
        }
        catch (Exception e) when (e is IOException or AuthenticationException or ObjectDisposedException)
        {
            _connection.OnTlsFailed(e.GetType().Name);
        }
        finally
        {
            await _ssl.DisposeAsync();
        }
    }

    private unsafe void Deliver(int count)
    {
        fixed (byte* bytes = _buffer)
        {
            _connection.OnPlain(bytes, count);
        }
    }
}
