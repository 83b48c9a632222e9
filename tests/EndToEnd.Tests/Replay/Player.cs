using System.Text;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Replay;

/// <summary>
/// Plays a recording against a server, each name over a socket of its own. What is taken is acknowledged, as apps do it: a machine that is slow is not to
/// bring about that messages are sent again. Where it happens all the same, what has come before is passed over.
/// </summary>
internal sealed class Player(ServerProcess server) : IAsyncDisposable
{
    private readonly Dictionary<string, Heard> _heard = new(StringComparer.Ordinal);
    private readonly Placeholders _placeholders = new(server);

    public async Task PlayAsync(ScriptLine line)
    {
        switch (line.Sign)
        {
            case '>':
                await SendAsync(line);
                break;
            case '<':
                await ExpectAsync(line);
                break;
            default:
                CheckAllTaken(line.Who);
                await _heard[line.Who].Client.DisposeAsync();
                _heard.Remove(line.Who);
                break;
        }
    }

    /// <summary>Nothing has come that was not recorded.</summary>
    public void CheckAllTaken()
    {
        foreach (var who in _heard.Keys)
        {
            CheckAllTaken(who);
        }
    }

    /// <summary>What has come and was not told yet, as lines of a recording.</summary>
    /// <param name="sent">All that was sent so far.</param>
    public async Task<IReadOnlyList<string>> TakeNewAsync(string sent)
    {
        var taken = new List<(string Who, WireFrame Frame)>();
        foreach (var (who, heard) in _heard)
        {
            foreach (var frame in heard.New())
            {
                taken.Add((who, frame));
                await heard.TakeAsync(frame);
            }
        }

        // The line that names the group comes before those that call it so.
        var first = taken.FindIndex(static one => Placeholders.NamesGroup(one.Frame.Json));
        if (first > 0)
        {
            taken = [taken[first], .. taken.Take(first), .. taken.Skip(first + 1)];
        }

        return [.. taken.Select(one => $"{one.Who}< {_placeholders.Record(one.Frame.Json, sent)}")];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var heard in _heard.Values)
        {
            await heard.Client.DisposeAsync();
        }
    }

    private async Task SendAsync(ScriptLine line)
    {
        if (!_heard.TryGetValue(line.Who, out var heard))
        {
            var stream = await Connecting.StreamAsync(server.TcpPort, TestContext.Current.CancellationToken);
            heard = new Heard(new WireClient(new LineTransport(stream), new LoginOptions { AutoAck = false, Device = line.Who }));
            _heard.Add(line.Who, heard);
        }

        await heard.Client.WriteAsync(Encoding.UTF8.GetBytes(_placeholders.Fill(line.Frame)));
    }

    private async Task ExpectAsync(ScriptLine line)
    {
        var heard = _heard[line.Who];
        WireFrame? found = null;
        await heard.Client.UntilAsync(
            $"line {line.Number} ({line})",
            _ => (found = heard.New().FirstOrDefault(frame => _placeholders.Fits(line.Frame, frame.Json))) is not null);
        await heard.TakeAsync(found!);
        _placeholders.Learn(line.Frame, found!.Json);
    }

    private void CheckAllTaken(string who) => Assert.Equal([], _heard[who].New().Select(frame => $"{who}< {frame}"));
}
