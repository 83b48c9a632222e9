namespace OrleansIm.Cli.Wire;

/// <summary>The gateways that this client may use. Which one does not matter: each leads to the same cluster.</summary>
internal sealed class Entrances
{
    private readonly IReadOnlyList<Endpoint> _all;
    private int _current;

    public Entrances(IReadOnlyList<Endpoint> all)
    {
        ArgumentOutOfRangeException.ThrowIfZero(all.Count);
        _all = all;
    }

    public Endpoint Current => _all[_current];

    /// <param name="servers">Each <c>HOST:PORT</c>, or several of them with commas between; none means this machine.</param>
    /// <param name="tls">Whether all of them talk TLS.</param>
    /// <param name="anyCertificate">Whether their certificates are taken unseen.</param>
    /// <exception cref="CliException">One of them is no address.</exception>
    public static Entrances Parse(IEnumerable<string> servers, bool tls, bool anyCertificate)
    {
        var named = servers.SelectMany(static one => one.Split(',', StringSplitOptions.TrimEntries)).ToList();
        return new Entrances(
            named.Count == 0 ? [Endpoint.Parse(null, tls, anyCertificate)] : [.. named.Select(one => Endpoint.Parse(one, tls, anyCertificate))]);
    }

    /// <summary>To the next one; false if that is the first of them again.</summary>
    public bool MoveOn()
    {
        _current = (_current + 1) % _all.Count;
        return _current != 0;
    }
}
