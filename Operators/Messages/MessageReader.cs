using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Operators.Users;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Operators;

namespace OrleansIm.Operators.Messages;

/// <summary>Follows a message: into the log, to each member's devices, and under their eyes.</summary>
internal sealed class MessageReader(IMessageLog log, IInspectionStore store, UserReader users)
{
    private const int MembersShown = 50;
    private const int MostFound = 20;

    public ValueTask<IReadOnlyList<LogEntry>> FindAsync(string sender, string clientId, CancellationToken cancellation) =>
        store.FindAsync(sender, clientId, MostFound, cancellation);

    /// <summary>Null if there is no such entry.</summary>
    public async Task<MessageView?> ReadAsync(string conversation, long seq, string after, CancellationToken cancellation)
    {
        if (await log.ReadForwardAsync(conversation, seq - 1, seq, 1, cancellation) is not [var entry])
        {
            return null;
        }

        var page = await store.MembersAsync(conversation, after, MembersShown + 1, cancellation);
        var seats = page.Take(MembersShown).ToList();
        var cursors = (await store.DevicesInAsync(conversation, [.. seats.Select(static seat => seat.User)], cancellation))
            .ToLookup(static cursor => cursor.User, StringComparer.Ordinal);
        var traces = await Task.WhenAll(seats.Select(seat => TraceAsync(seat, entry, cursors[seat.User])));
        return new MessageView(entry, traces, page.Count > MembersShown ? seats[^1].User : null);
    }

    /// <summary>What is known of one device.</summary>
    /// <param name="stored">Its stored cursor.</param>
    /// <param name="seq">The message.</param>
    /// <param name="sessions">The open sessions of its user; null if they are not known.</param>
    internal static DeviceTrace StageOf(DeviceCursor stored, long seq, IReadOnlyList<SessionInspection>? sessions)
    {
        var session = sessions?.FirstOrDefault(open => open.Device == stored.Device);
        var cursor = Math.Max(stored.Seq, session?.Cursors.FirstOrDefault(mark => mark.Conversation == stored.Conversation).Seq ?? 0);
        return new DeviceTrace(
            stored.Device,
            cursor >= seq ? DeliveryStage.Received
            : sessions is null ? DeliveryStage.Unknown
            : session is null ? DeliveryStage.Waiting
            : session.Live ? DeliveryStage.Pushed
            : DeliveryStage.CatchingUp,
            cursor);
    }

    private async Task<MemberTrace> TraceAsync(MemberSeat seat, LogEntry entry, IEnumerable<DeviceCursor> cursors)
    {
        var isForIt = entry.Seq > seat.Floor && (seat.LeftSeq == 0 || entry.Seq <= seat.LeftSeq);
        if (!isForIt)
        {
            return new MemberTrace(seat.User, IsForIt: false, Read: false, []);
        }

        var sessions = await users.SessionsAsync(seat.User);
        return new MemberTrace(
            seat.User, IsForIt: true, seat.ReadSeq >= entry.Seq,
            [.. cursors.Select(cursor => StageOf(cursor, entry.Seq, sessions))]);
    }
}
