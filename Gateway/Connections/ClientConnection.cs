using System.Buffers;
using System.Net;
using OrleansIm.Domain;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Codec;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Framing;

namespace OrleansIm.Gateway.Connections;

/// <summary>
/// One socket from its first byte to its last: which dialect it speaks, whether it has logged in, and how it ends. Knows
/// frames, not bytes: the read loops bring those.
/// </summary>
internal sealed class ClientConnection(long number, ITransport transport, ConnectionServices services)
{
    private static readonly NativeCodec Native = new();
    private static readonly SeedCodec Seed = new();

    private readonly long _born = services.Time.GetTimestamp();
    private int _closed;
    private long _heard = services.Time.GetTimestamp();
    private bool _held;

    public long Number { get; } = number;

    /// <summary>The client's address, as far as it is known.</summary>
    public EndPoint? Remote => transport.Remote;

    public Outbound Out { get; } = new(transport, services.Time);

    public IFrameCodec Codec { get; private set; } = Native;

    /// <summary>The session, once the login was understood; null before.</summary>
    public ClientSession? Session { get; set; }

    /// <summary>Set when the connection is to end; called once, to wake its read loop.</summary>
    public Action? OnClosing { get; set; }

    public bool IsClosed => Volatile.Read(ref _closed) != 0;

    public bool SpeaksVersion1 => ReferenceEquals(Codec, Seed);

    /// <summary>Since it was accepted.</summary>
    public TimeSpan Age => services.Time.GetElapsedTime(_born);

    /// <summary>Since the client last said anything; nothing while what it said is not dealt with, since nobody listens then.</summary>
    public TimeSpan Silence => Volatile.Read(ref _held) ? TimeSpan.Zero : services.Time.GetElapsedTime(Volatile.Read(ref _heard));

    public ConnectionServices Services => services;

    public void Send(ServerFrame frame) => Out.Send(Codec, frame);

    /// <summary>Takes one whole frame. Completes when the next may be taken: this is where a client is held back.</summary>
    public ValueTask TakeAsync(in ReadOnlySequence<byte> frame, FramingKind framing)
    {
        Volatile.Write(ref _heard, services.Time.GetTimestamp());
        var taken = Take(frame, framing);
        return taken.IsCompleted ? taken : HoldAsync(taken);
    }

    /// <summary>Bytes that can't be framed.</summary>
    public void Fail(FrameStatus status, FramingKind framing)
    {
        Out.UseFraming(framing);
        Close(status == FrameStatus.TooLarge
            ? new CloseFrame(CloseCode.TooLarge, $"A frame may have {services.Limits.FrameBytes} bytes.", Retry: false)
            : new CloseFrame(CloseCode.BadFrame, "These bytes are no frame.", Retry: false));
    }

    /// <summary>Says why and ends the connection; only the first reason counts.</summary>
    public void Close(CloseFrame reason)
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            Send(reason);
            services.Meter.Closed(reason.Code);
            OnClosing?.Invoke();
        }
    }

    /// <summary>Says why and ends the connection once the requests under way have been answered, or after <paramref name="patience"/>; new ones are not taken meanwhile.</summary>
    public async Task LeaveAsync(CloseFrame reason, TimeSpan patience)
    {
        if (Session is { } session)
        {
            await session.SettleAsync(patience);
        }

        Close(reason);
    }

    /// <summary>The connection ends for a reason that the caller tells by itself. False if it was told another one already.</summary>
    public bool TryTakeEnd(CloseCode code)
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return false;
        }

        services.Meter.Closed(code);
        return true;
    }

    /// <summary>Ends the connection after what was sent already: the client asked for it.</summary>
    public void CloseSilently()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            OnClosing?.Invoke();
        }
    }

    /// <summary>Ends the connection without a word: nobody is listening.</summary>
    public void Abort()
    {
        Interlocked.Exchange(ref _closed, 1);
        transport.Abort();
    }

    private ValueTask Take(in ReadOnlySequence<byte> frame, FramingKind framing)
    {
        if (Session is { } session)
        {
            return session.TakeAsync(Codec.Read(frame));
        }

        Out.UseFraming(framing);
        if (framing == FramingKind.Lines && DialectProbe.IsVersion1(frame))
        {
            Codec = Seed;
        }

        switch (Codec.Read(frame))
        {
            case LoginFrame login:
                return new ValueTask(services.Logins.LogInAsync(this, login));
            case BrokenFrame broken:
                Close(new CloseFrame(broken.Code, broken.Message, Retry: false));
                break;
            case RefusedFrame { Code: not ErrorCode.UnknownType } refused:
                Close(new CloseFrame(CloseCode.Unauthenticated, $"The first frame must be a login: {refused.Message}", Retry: false));
                break;
            default:
                Close(new CloseFrame(CloseCode.Unauthenticated, "The first frame must be a login.", Retry: false));
                break;
        }

        return ValueTask.CompletedTask;
    }

    private async ValueTask HoldAsync(ValueTask taken)
    {
        Volatile.Write(ref _held, true);
        try
        {
            await taken;
        }
        finally
        {
            Volatile.Write(ref _heard, services.Time.GetTimestamp());
            Volatile.Write(ref _held, false);
        }
    }
}
