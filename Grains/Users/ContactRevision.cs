using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Storage.People;

namespace OrleansIm.Grains.Users;

/// <summary>The revision of a user's contacts: read once, and kept right by what is told of changes. Who logs in compares it with its own.</summary>
internal sealed class ContactRevision(string user, IContactStore store)
{
    private bool _isRead;

    public long Newest { get; private set; }

    public async ValueTask ReadAsync()
    {
        if (!_isRead)
        {
            Newest = Math.Max(Newest, await store.RevisionAsync(user, CancellationToken.None));
            _isRead = true;
        }
    }

    public void Take(GatewayPush push)
    {
        if (push is ContactDelivery contact)
        {
            Newest = Math.Max(Newest, contact.Revision);
        }
    }
}
