using OrleansIm.Support.Checking;
using OrleansIm.Support.Wire;

namespace OrleansIm.Support.Campaigns;

/// <summary>What one device was told, conversation by conversation. Fed by the reader of the connection and by receipts at the same time.</summary>
public sealed class DeviceLog
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DeviceStream> _streams;
    private readonly WordPool _words;

    public DeviceLog(string user, string device, IEnumerable<Seat> seats, WordPool words)
    {
        _words = words;
        _streams = seats.ToDictionary(
            seat => seat.Conversation, seat => new DeviceStream(user, device, seat.Conversation), StringComparer.Ordinal);
    }

    public IEnumerable<DeviceStream> Streams => _streams.Values;

    public void StartSession()
    {
        lock (_gate)
        {
            foreach (var stream in _streams.Values)
            {
                stream.StartSession();
            }
        }
    }

    public void Own(SendAttempt send, long seq)
    {
        lock (_gate)
        {
            _streams[send.Conversation].Own(seq, send.Body);
        }
    }

    /// <summary>Files a push; gives the last message of it, if it had any.</summary>
    public WireMessage? Push(WireFrame frame)
    {
        WireMessage? last = null;
        lock (_gate)
        {
            foreach (var message in frame.Messages())
            {
                _streams[message.Conversation].Push(message.Seq, message.Kind == "text" ? _words.Same(message.Body) : null);
                last = message;
            }
        }

        return last;
    }
}
