using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using OrleansIm.Cli.Client;
using OrleansIm.Cli.Screens;
using OrleansIm.Cli.Wire;

namespace OrleansIm.Cli.Chat;

/// <summary>What the commands do.</summary>
internal sealed class ChatActions(
    ImClient client, ChatView view, Sendings sendings, GroupActions groups, ContactActions contacts, PresenceActions presence,
    PersonalActions personal, CallActions calls, ScheduleActions schedules, IScreen screen)
{
    private const int Page = 20;
    private const int LargestPage = 200;

    private static readonly string[] Help =
    [
        "/list                     the chat list with unread counts",
        "/open NAME                opens a conversation: a user, g:ID for a group, #2 for a line of the list",
        "/history [n]              n older entries, 20 without n",
        .. SayActions.Help,
        "/recall [SEQ]             takes a message back, the last own one without SEQ",
        "/edit [#SEQ] TEXT         gives a message another text, the last own one without #SEQ",
        "/react #SEQ EMOJI         reacts to a message; /react #SEQ -EMOJI takes that back",
        "/forward SEQ,SEQ NAME...  sends messages on; /forward merged SEQ,SEQ NAME... as one",
        .. SearchActions.Help,
        "/group NAME user user...  makes a group and opens it: /group \"My Team\" bob carol",
        "/invite user user...      adds to the open group",
        "/leave                    leaves the open group",
        .. GroupActions.Help,
        .. ContactActions.Help,
        .. PresenceActions.Help,
        .. PersonalActions.Help,
        .. CallActions.Help,
        .. ScheduleActions.Help,
        "/who                      who and where you are",
        "/quit                     ends; what was typed is sent first",
        "//text                    sends a text that starts with a slash",
        "✓ or (sent)               the server has what you wrote on its disk",
        "… or (waiting)            it is not there yet, and goes out as soon as there is a connection",
        "(read)                    what you wrote last was read",
    ];

    private readonly SayActions _says = new(view, sendings);
    private readonly SearchActions _search = new(client, view, screen);

    private MessageActions OnMessages => new(client, view, screen, Fail);

    /// <summary>True if anything that was typed could not be done.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Something that was typed could not be done.</summary>
    public void Fail(string problem)
    {
        HasFailed = true;
        screen.Problem(problem);
    }

    /// <summary>Does what a line says; false if it says to end.</summary>
    public async Task<bool> DoAsync(TypedLine line, CancellationToken cancellation)
    {
        try
        {
            return await DispatchAsync(line, cancellation);
        }
        catch (RefusedException refusal)
        {
            Fail($"{line.Text}: {refusal.Message} ({refusal.Code})");
        }
        catch (ConnectionLostException lost)
        {
            Fail($"{line.Text}: {lost.Message}");
        }

        return true;
    }

    private async Task<bool> DispatchAsync(TypedLine line, CancellationToken cancellation)
    {
        switch (line.Command)
        {
            case "list": await view.ListAsync(cancellation); break;
            case "open": await OpenAsync(line.Arguments, cancellation); break;
            case "history": await HistoryAsync(line.Arguments, cancellation); break;
            case "recall": await RecallAsync(line.Arguments, cancellation); break;
            case "edit": await OnMessages.EditAsync(line.Text, cancellation); break;
            case "forward": await OnMessages.ForwardAsync(line.Arguments, cancellation); break;
            case "react": await OnMessages.ReactAsync(line.Text, cancellation); break;
            case "group": await GroupAsync(line.Arguments, cancellation); break;
            case "invite": await InviteAsync(line.Arguments, cancellation); break;
            case "leave": await LeaveAsync(cancellation); break;
            case "contacts": await contacts.ListAsync(cancellation); break;
            case "contact": await ContactAsync(line.Arguments, cancellation); break;
            case "watch": await presence.WatchAsync(line.Arguments, cancellation); break;
            case "unwatch": await presence.UnwatchAsync(line.Arguments, cancellation); break;
            case "who" or "who?": Who(); break;
            case "help" or "?": Array.ForEach(Help, screen.Notice); break;
            case "quit" or "exit": return false;
            default: await OtherAsync(line, cancellation); break;
        }

        return true;
    }

    private async Task OtherAsync(TypedLine line, CancellationToken cancellation)
    {
        switch (_says.Do(line)
            ?? await _search.DoAsync(line.Command, line.Arguments, cancellation)
            ?? await calls.DoAsync(line.Command, line.Arguments, cancellation)
            ?? await schedules.DoAsync(line, cancellation)
            ?? await personal.DoAsync(line.Command, line.Arguments, cancellation)
            ?? await groups.DoAsync(line.Command, line.Arguments, cancellation))
        {
            case null: Fail($"There is no command /{line.Command}. /help shows those there are."); break;
            case "": break;
            case var problem: Fail(problem); break;
        }
    }

    private async Task HistoryAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        if (arguments.Count > 1 || Number(arguments, Page) is not (>= 1 and <= LargestPage and var count))
        {
            Fail($"/history [n]: n is a number from 1 to {LargestPage}.");
        }
        else if (view.Open is { } open)
        {
            await view.OlderAsync(open, count, cancellation);
        }
        else
        {
            Fail("No conversation is open. /open NAME opens one.");
        }
    }

    private async Task OpenAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        if (arguments is not [var name])
        {
            Fail("/open NAME: one name, please.");
        }
        else if (name.StartsWith('#'))
        {
            if (int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= 1 && number <= view.Listed.Count)
            {
                await view.OpenAsync(view.Listed[number - 1].Place, cancellation);
            }
            else
            {
                Fail($"The list has no line {name}.");
            }
        }
        else
        {
            await view.OpenAsync(Place.Named(client.User, name), cancellation);
        }
    }

    private async Task RecallAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        if (arguments.Count > 1 || Number(arguments, 0) is not { } named)
        {
            Fail("/recall [SEQ]: SEQ is the number of one message.");
            return;
        }

        var seq = named > 0 ? named : view.Open?.LastOwn ?? 0;
        if (view.Open is not { } open || seq == 0)
        {
            Fail(sendings.Count > 0
                ? "What you wrote is not sent yet; wait for its (sent). /recall SEQ names an entry."
                : "There is nothing of yours to take back here. /recall SEQ names an entry.");
            return;
        }

        await client.RequestAsync(
            new JsonObject { ["type"] = "recall", ["conversation"] = open.Place.Conversation, ["seq"] = seq }, cancellation);
        open.Forget(seq);
        screen.Notice($"#{seq} is taken back");
    }

    private async Task GroupAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        if (arguments.Count == 0)
        {
            Fail("/group NAME user user...: a name, please.");
            return;
        }

        var receipt = await client.RequestAsync(
            new JsonObject
            {
                ["type"] = "group.create",
                ["name"] = arguments[0],
                ["members"] = Names(arguments.Skip(1)),
                ["clientId"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            },
            cancellation);
        var group = receipt.TextOf("conversation") ?? $"g:{receipt.TextOf("group")}";
        screen.Notice($"group {arguments[0]} is {group}");
        await view.OpenAsync(Place.Of(client.User, group), cancellation);
    }

    private async Task InviteAsync(IReadOnlyList<string> users, CancellationToken cancellation)
    {
        if (view.Open is not { Place.IsGroup: true } open || users.Count == 0)
        {
            Fail(users.Count == 0 ? "/invite user user...: whom?" : "/invite user user...: only in an open group.");
            return;
        }

        await client.RequestAsync(
            new JsonObject { ["type"] = "group.invite", ["group"] = open.Place.Group, ["users"] = Names(users) }, cancellation);
        screen.Notice($"invited {string.Join(", ", users)}");
    }

    private async Task LeaveAsync(CancellationToken cancellation)
    {
        if (view.Open is not { Place.IsGroup: true } open)
        {
            Fail("/leave: only in an open group.");
            return;
        }

        await client.RequestAsync(new JsonObject { ["type"] = "group.leave", ["group"] = open.Place.Group }, cancellation);
        view.Close();
        screen.Notice($"left {open.Place.Name}");
    }

    private async Task ContactAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        if (!await contacts.DoAsync(arguments, cancellation))
        {
            Fail(ContactActions.Usage);
        }
    }

    private void Who() => screen.Notice(
        $"you are {client.User} on device {client.Device} at {client.Server}, "
        + (view.Open is { } open ? $"in {open.Place.Name}" : "with nothing open")
        + (sendings.Count > 0 ? $", {sendings.Count} messages are not sent yet" : string.Empty));

    private static JsonArray Names(IEnumerable<string> values) => [.. values.Select(value => (JsonNode)value)];

    /// <summary>Null if there is something else than a number.</summary>
    private static int? Number(IReadOnlyList<string> arguments, int otherwise) => arguments switch
    {
        [] => otherwise,
        [var text, ..] when int.TryParse(text.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
