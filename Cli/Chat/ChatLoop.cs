using System.Globalization;
using OrleansIm.Cli.Client;
using OrleansIm.Cli.Client.Events;
using OrleansIm.Cli.Screens;
using OrleansIm.Cli.Wire;

namespace OrleansIm.Cli.Chat;

/// <summary>One turn after the other: something happened, or something was typed.</summary>
internal sealed class ChatLoop
{
    /// <summary>At the end of a script: a receipt that takes longer is worth a word.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(2);

    private readonly ImClient _client;
    private readonly IScreen _screen;
    private readonly Sendings _sendings;
    private readonly ChatView _view;
    private readonly GroupActions _groups;
    private readonly ContactActions _contacts;
    private readonly PresenceActions _presence;
    private readonly PersonalActions _personal;
    private readonly CallActions _calls;
    private readonly ScheduleActions _schedules;
    private readonly ChatActions _actions;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;
    private readonly HashSet<string> _troubles = new(StringComparer.Ordinal);
    private Place? _openFirst;
    private bool _isUp;

    /// <summary>Opens <paramref name="openFirst"/> once there is a connection; waits at the end <paramref name="patience"/> for the next receipt.</summary>
    public ChatLoop(ImClient client, IScreen screen, Place? openFirst, TimeSpan patience, TimeProvider time)
    {
        _client = client;
        _screen = screen;
        _openFirst = openFirst;
        _patience = patience;
        _time = time;
        _sendings = new Sendings(client, screen);
        _view = new ChatView(client, _sendings, screen);
        _groups = new GroupActions(client, _view, screen, time);
        _contacts = new ContactActions(client, screen);
        _calls = new CallActions(client, screen);
        _presence = new PresenceActions(client, screen, time);
        _personal = new PersonalActions(client, _view, screen);
        _schedules = new ScheduleActions(client, _view, screen, time);
        _actions = new ChatActions(
            client, _view, _sendings, _groups, _contacts, _presence, _personal, _calls, _schedules, screen);
    }

    /// <summary>Gives the exit code.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var happens = _client.Events.WaitToReadAsync(cancellation).AsTask();
        Task<bool>? types = null;
        Task? leaving = null;
        Task? late = null;
        var unsentThen = 0;
        while (leaving is null || _sendings.Count > 0)
        {
            // Nothing typed is looked at before it is clear where it goes.
            types ??= _isUp && _openFirst is null && leaving is null ? _screen.Typed.WaitToReadAsync(cancellation).AsTask() : null;
            await Task.WhenAny(happens, types ?? (Task)happens, leaving ?? happens, late ?? happens);
            if (happens.IsCompleted)
            {
                if (!await happens || !await TakeEventsAsync(cancellation))
                {
                    return GiveUp("the connection is gone");
                }

                happens = _client.Events.WaitToReadAsync(cancellation).AsTask();
            }
            else if (types is { IsCompleted: true })
            {
                var goesOn = await types && await TakeTypedAsync(cancellation);
                types = null;
                if (!goesOn)
                {
                    late = Task.Delay(_client.IsConnected ? Late : TimeSpan.Zero, _time, cancellation);
                    (leaving, unsentThen) = (Task.Delay(_patience, _time, cancellation), _sendings.Count);
                }
            }
            else if (late is { IsCompleted: true })
            {
                late = null;
                SayThatItWaits();
            }
            else if (leaving is { IsCompleted: true })
            {
                await leaving;
                if (_sendings.Count >= unsentThen)
                {
                    return GiveUp("no receipt came in time");
                }

                (leaving, unsentThen) = (Task.Delay(_patience, _time, cancellation), _sendings.Count);
            }
        }

        // A person has read what went wrong; a script has only this.
        return _actions.HasFailed && _screen.IsForScripts ? 1 : 0;
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
                case Arrived arrived when _isUp: _view.Arrived(arrived.Message); break;
                case Typing typing: _view.Typing(typing); break;
                case CallMoved moved: _calls.Moved(moved); break;
                case ContactMoved moved: _contacts.Moved(moved); break;
                case JoinAsked asked: _groups.Asked(asked); break;
                case PresenceMoved moved: _presence.Say(moved); break;
                case ScheduleMoved moved: _schedules.Moved(moved); break;
                case MessagesDeleted deleted: _personal.Deleted(deleted); break;
                case ReadMoved read: _view.ReadMoved(read); break;
                case SendHeldUp held: _screen.Problem($"not sent to {held.Message.Place.Name} yet: {held.Reason} Trying again."); break;
                case SendRefused refused: Refused(refused.Message, refused.Reason); break;
                case Ended ended:
                    _screen.Problem(ended.Reason);
                    return false;
            }
        }

        await _view.MarkReadAsync(cancellation);
        return true;
    }

    private void Refused(OutgoingMessage message, string reason)
    {
        if (_sendings.Settle(message.ClientId))
        {
            _actions.Fail($"not sent to {message.Place.Name}: {message.Text} ({reason})");
        }
    }

    private void SayThatItWaits()
    {
        _screen.Notice(string.Create(
            CultureInfo.InvariantCulture,
            $"{_sendings.Count} not sent yet, waiting {_patience.TotalSeconds:0} s for the server; Ctrl-C leaves at once"));
    }

    private int GiveUp(string reason)
    {
        foreach (var message in _sendings.Waiting.ToArray())
        {
            Refused(message, reason);
        }

        return 1;
    }

    /// <summary>Says once what is wrong, however often it is tried again.</summary>
    private void Down(string reason)
    {
        if (_troubles.Add(reason))
        {
            _screen.Problem($"{reason} Trying again.");
        }
    }

    private async Task UpAsync(Connected connected, CancellationToken cancellation)
    {
        _isUp = true;
        _troubles.Clear();
        _screen.Notice(connected.IsFirst ? $"connected to {_client.Server} as {_client.User}" : $"connected again, to {_client.Server}");
        try
        {
            if (connected.IsFirst)
            {
                await _view.ListAsync(cancellation);
            }

            if (_openFirst is { } place)
            {
                await _view.OpenAsync(place, cancellation);
                _openFirst = null;
            }
            else if (connected.IsFirst)
            {
                _screen.Notice("/open NAME opens a conversation, /help shows the other commands");
            }

            await _presence.AgainAsync(cancellation);
        }
        catch (RefusedException refusal)
        {
            _actions.Fail($"{(_openFirst is { } place ? place.Name + ": " : string.Empty)}{refusal.Message}");
            _openFirst = null;
        }
        catch (ConnectionLostException lost)
        {
            _screen.Problem(lost.Message);
        }
    }
}
