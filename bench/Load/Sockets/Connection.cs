using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace OrleansIm.Load.Sockets;

/// <summary>A non-blocking connection that cuts what it reads into frames and gathers what it is to write.</summary>
internal abstract unsafe class Connection(EventLoop loop, Endpoint endpoint)
{
    public const int BlockSize = 4096;

    // What one connection may have waiting to be sent before the run is called broken.
    private const int MaxOutgoing = 64 * 1024 * 1024;
    private static int s_generations;

    private readonly FrameCutter _cutter = new(endpoint.LengthPrefixed);
    private TlsTunnel? _tls;
    private OutBuffer _plain = new(loop);
    private OutBuffer _wire = new(loop);
    private bool _connecting;
    private bool _blocked;
    private bool _dirty;

    public int Descriptor { get; private set; } = -1;

    public int Generation { get; private set; }

    public bool IsOpen => Descriptor >= 0 && !_connecting;

    /// <summary>When something was last written, for heartbeats.</summary>
    public long LastWrite { get; private set; }

    protected EventLoop Loop { get; } = loop;

    protected Endpoint Endpoint { get; } = endpoint;

    /// <summary>Monotonic time at which the bytes being parsed were read.</summary>
    protected long ReadAt { get; private set; }

    public void Connect()
    {
        Descriptor = Dialer.Open(Endpoint);
        Generation = ++s_generations;
        _connecting = true;
        Loop.Register(this, Native.EventOut);
        if (Dialer.Connect(Descriptor, Endpoint) is var error && error != 0)
        {
            End("connect:" + error);
        }
    }

    public void OnReady(uint events)
    {
        if (_connecting)
        {
            OnConnected();
            return;
        }

        if ((events & Native.EventOut) != 0)
        {
            _blocked = false;
            Loop.Rearm(this, Native.EventIn);
            SendWire();
        }

        if (Descriptor >= 0 && (events & (Native.EventIn | Native.EventError | Native.EventHangUp)) != 0)
        {
            ReadOnce();
        }
    }

    /// <summary>Room for a frame of at most <paramref name="size"/> bytes of JSON.</summary>
    public Span<byte> Begin(int size) => _plain.Reserve(size + 4)[(Endpoint.LengthPrefixed ? 4 : 0)..];

    /// <summary>The frame begun last has <paramref name="size"/> bytes; it leaves at the end of the loop's turn.</summary>
    public void Commit(int size)
    {
        if (Descriptor < 0)
        {
            return;
        }

        if (Endpoint.LengthPrefixed)
        {
            BinaryPrimitives.WriteInt32BigEndian(_plain.Reserve(4), size);
            _plain.Advance(size + 4);
        }
        else
        {
            _plain.Reserve(size + 1)[size] = (byte)'\n';
            _plain.Advance(size + 1);
        }

        if (_plain.Length + _wire.Length > MaxOutgoing)
        {
            End("outgoing_overflow");
        }
        else
        {
            Touch();
        }
    }

    public void Write(ReadOnlySpan<byte> json)
    {
        json.CopyTo(Begin(json.Length));
        Commit(json.Length);
    }

    public void Flush()
    {
        _dirty = false;
        if (!IsOpen || _tls is { IsReady: false })
        {
            return;
        }

        if (_tls is not null)
        {
            _tls.Encrypt(_plain.Pending);
            _plain.Clear();
            SendWire();
        }
        else
        {
            Send(ref _plain);
        }
    }

    /// <summary>Closes in order, after what was written.</summary>
    public void Close()
    {
        Flush();
        End("");
    }

    /// <summary>Ciphertext that the TLS layer wants on the wire.</summary>
    internal void WriteWire(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_wire.Reserve(bytes.Length));
        _wire.Advance(bytes.Length);
        SendWire();
    }

    internal void OnTlsReady()
    {
        OnOpen();
        Touch();
    }

    internal void OnTlsFailed(string why) => End("tls:" + why);

    internal void OnPlain(byte* bytes, int count)
    {
        if (!_cutter.Cut(bytes, count, this))
        {
            End("bad_frame_from_server");
            return;
        }

        if (Descriptor >= 0)
        {
            OnReadEnd();
        }
    }

    internal void Deliver(ReadOnlySpan<byte> frame) => OnFrame(frame);

    protected abstract void OnOpen();

    protected abstract void OnFrame(ReadOnlySpan<byte> frame);

    /// <summary>All frames of one read were handled.</summary>
    protected abstract void OnReadEnd();

    /// <summary>The connection is gone; <paramref name="why"/> is empty if this side closed it.</summary>
    protected abstract void OnEnd(string why);

    private void Touch()
    {
        LastWrite = ReadAt;
        if (!_dirty)
        {
            _dirty = true;
            Loop.MarkDirty(this);
        }
    }

    private void OnConnected()
    {
        var error = Dialer.ErrorOf(Descriptor);
        if (error != 0)
        {
            End("connect:" + error);
            return;
        }

        _connecting = false;
        ReadAt = EventLoop.Now;
        Loop.Rearm(this, Native.EventIn);
        if (Endpoint.Tls)
        {
            _tls = new TlsTunnel(this);
            _tls.Start();
        }
        else
        {
            OnOpen();
        }
    }

    private void ReadOnce()
    {
        var count = Native.Receive(Descriptor, Loop.ReadBuffer, EventLoop.ReadSize, 0);
        if (count < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error is not (Native.WouldBlock or Native.Interrupted))
            {
                End("read:" + error);
            }
        }
        else if (count == 0)
        {
            End("closed_by_server");
        }
        else
        {
            ReadAt = EventLoop.Now;
            if (_tls is null)
            {
                OnPlain(Loop.ReadBuffer, (int)count);
            }
            else
            {
                _tls.Feed(new ReadOnlySpan<byte>(Loop.ReadBuffer, (int)count));
            }
        }
    }

    private void SendWire() => Send(ref _wire);

    private void Send(ref OutBuffer buffer)
    {
        while (buffer.Length > 0 && !_blocked && Descriptor >= 0)
        {
            nint sent;
            fixed (byte* bytes = buffer.Pending)
            {
                sent = Native.Send(Descriptor, bytes, (nuint)buffer.Length, Native.NoSignal);
            }

            if (sent >= 0)
            {
                buffer.Consume((int)sent);
                continue;
            }

            var error = Marshal.GetLastPInvokeError();
            if (error == Native.WouldBlock)
            {
                _blocked = true;
                Loop.Rearm(this, Native.EventIn | Native.EventOut);
            }
            else if (error != Native.Interrupted)
            {
                End("write:" + error);
            }
        }
    }

    private void End(string why)
    {
        if (Descriptor < 0)
        {
            return;
        }

        Loop.Forget(this);
        Native.Close(Descriptor);
        Descriptor = -1;
        _connecting = false;
        _plain.Clear();
        _wire.Clear();
        _cutter.Clear();
        _tls?.Dispose();
        OnEnd(why);
    }
}
