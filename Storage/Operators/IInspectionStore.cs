using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Members;

namespace OrleansIm.Storage.Operators;

/// <summary>What only operators ask the storage. Reads, in pages; nothing here is on the way of a message.</summary>
public interface IInspectionStore
{
    /// <summary>All cursors of the user's devices. A device without any has one row, for no conversation (empty) at 0.</summary>
    ValueTask<IReadOnlyList<DeviceCursor>> DevicesOfAsync(string user, int limit, CancellationToken cancellation);

    /// <summary>Null if nothing was ever written there.</summary>
    ValueTask<ConversationFacts?> ConversationAsync(string conversation, CancellationToken cancellation);

    /// <summary>Members, the departed ones included, whose names are above <paramref name="after"/>, in the order of their names.</summary>
    ValueTask<IReadOnlyList<MemberSeat>> MembersAsync(string conversation, string after, int limit, CancellationToken cancellation);

    /// <summary>How far each device of these users has received the conversation; 0 for one that has no cursor there.</summary>
    ValueTask<IReadOnlyList<DeviceCursor>> DevicesInAsync(
        string conversation, IReadOnlyList<string> users, CancellationToken cancellation);

    /// <summary>The user's messages with that client id, in all conversations of which it is or was a member.</summary>
    ValueTask<IReadOnlyList<LogEntry>> FindAsync(string sender, string clientId, int limit, CancellationToken cancellation);
}
