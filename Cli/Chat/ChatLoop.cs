using OrleansIm.Cli.Client;
using OrleansIm.Cli.Client.Events;
using OrleansIm.Cli.Screens;
using OrleansIm.Cli.Wire;

namespace OrleansIm.Cli.Chat;

/// <summary>One turn after the other: something happened, or something was typed.</summary>
internal sealed class ChatLoop
{
    private readonly ImClient _client;
    private readonly IScreen _screen;
    private readonly ChatView _view;
    private readonly ChatActions _actions;
    private readonly string? _openFirst;
    private bool _isUp;
    private bool _hasOpened;
    private string? _trouble;

    public ChatLoop(ImClient client, IScreen screen, string? openFirst)
    {
        _client = client;
        _screen = screen;
        _openFirst = openFirst;
        _view = new ChatView(client, screen);
        _actions = new ChatActions(client, _view, screen);
    }

    /// <summary>Gives the exit code.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var happens = _client.Events.WaitToReadAsync(cancellation).AsTask();
        Task<bool>? types = null;
        Task? leaving = null;
        while (true)
        {
            // Nothing typed is looked at before there is somebody to send it to.
            types ??= _isUp && leaving is null ? _screen.Typed.WaitToReadAsync(cancellation).AsTask() : null;
            await Task.WhenAny(happens, types ?? (Task)happens, leaving ?? happens);
            if (happens.IsCompleted)
            {
                if (!await happens)
                {
                    return 1;
                }

                if (!await TakeEventsAsync(cancellation))
                {
                    return 1;
                }

                happens = _client.Events.WaitToReadAsync(cancellation).AsTask();
            }
            else if (types is { IsCompleted: true })
            {
                var goesOn = await types && await TakeTypedAsync(cancellation);
                types = null;
                leaving = goesOn ? null : _client.AllSentAsync();
            }
            else if (leaving is { IsCompleted: true })
            {
                return 0;
            }
        }
    }

    private async Task<bool> TakeTypedAsync(CancellationToken cancellation) =>
        !_screen.Typed.TryRead(out var line) || await _actions.DoAsync(TypedLine.Parse(line), cancellation);

    private async Task<bool> TakeEventsAsync(CancellationToken cancellation)
    {
        while (_client.Events.TryRead(out var happened))
        {
            switch (happened)
            {
                case Connected connected: await UpAsync(connected, cancellation); break;
                case Disconnected lost: Down(lost.Reason); break;
                case Arrived arrived when _isUp: _view.Arrived(arrived); break;
                case ReadMoved read: _view.ReadMoved(read); break;
                case SendRefused refused: _screen.Problem($"not sent to {refused.Message.Place.Name}: {refused.Message.Text} ({refused.Reason})"); break;
                case Ended ended:
                    _screen.Problem(ended.Reason);
                    return false;
            }
        }

        await _view.MarkReadAsync(cancellation);
        return true;
    }

    /// <summary>Says once what is wrong, however often it is tried again.</summary>
    private void Down(string reason)
    {
        if (reason != _trouble)
        {
            _trouble = reason;
            _screen.Problem($"{reason} Trying again.");
        }
    }

    private async Task UpAsync(Connected connected, CancellationToken cancellation)
    {
        _isUp = true;
        _trouble = null;
        _screen.Notice(connected.IsFirst ? $"connected to {_client.Server} as {_client.User}" : "connected again");
        try
        {
            if (connected.IsFirst)
            {
                await _view.ListAsync(cancellation);
            }

            if (_openFirst is not null && _view.Open is null && !_hasOpened)
            {
                await _view.OpenAsync(Place.Named(_client.User, _openFirst), cancellation);
                _hasOpened = true;
            }
            else if (connected.IsFirst)
            {
                _screen.Notice("/open NAME opens a conversation, /help shows the other commands");
            }
        }
        catch (Exception e) when (e is RefusedException or ConnectionLostException)
        {
            _screen.Problem(e.Message);
        }
    }
}
