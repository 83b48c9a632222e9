using System.CommandLine;
using OrleansIm.Cli.Chat;
using OrleansIm.Cli.Client;
using OrleansIm.Cli.Devices;
using OrleansIm.Cli.Screens;
using OrleansIm.Cli.Tokens;
using OrleansIm.Cli.Wire;

namespace OrleansIm.Cli;

/// <summary>The commands of the terminal client, and how they are put together.</summary>
internal sealed class CliCommands(TimeProvider time)
{
    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(12);

    private readonly Argument<string> _user = new("user") { Description = "Who you are" };

    private readonly Option<string?> _key = new("--key") { Description = "Secret to sign a development token with" };

    private readonly Option<string?> _keyFile = new("--key-file") { Description = $"File with that secret; without it: {SigningKey.Variable} of the environment, then {SigningKey.DefaultFile}" };

    private readonly Option<string?> _token = new("--token") { Description = "A token of your own instead" };

    private readonly Option<string[]> _server = new("--server")
    {
        Description = "HOST:PORT, 127.0.0.1:7100 or with --tls 127.0.0.1:7143 if not given. Several with commas between: if one goes, the next is taken",
        DefaultValueFactory = static _ => [],
    };

    private readonly Option<bool> _tls = new("--tls") { Description = "Talk TLS; on this machine any certificate is taken" };

    private readonly Option<bool> _anyCertificate = new("--any-certificate") { Description = "Take any certificate from other machines, too" };

    private readonly Option<string?> _to = new("--to") { Description = "Conversation to open: a user, or g:ID" };

    private readonly Option<string?> _device = new("--device") { Description = "Device id; without it one is made and kept for this user and class" };

    private readonly Option<string> _class = new Option<string>("--class")
    {
        Description = "Kind of device. The server admits only so many of each at a time: another class stays beside this one",
        DefaultValueFactory = _ => DeviceClass.Default,
    }.AcceptOnlyFromAmong(DeviceClass.All);

    private readonly Option<int> _wait = new("--wait")
    {
        Description = "Seconds to wait at the end for the next receipt of what is not sent yet",
        DefaultValueFactory = _ => 30,
    };

    private readonly Option<int> _hours = new("--hours") { Description = "How long the token lives", DefaultValueFactory = _ => 12 };

    public RootCommand Root() => new("Chats with an OrleansIm server from a terminal or a script.") { Chat(), Token() };

    private Command Chat()
    {
        var command = new Command("chat", "Logs in and chats") { _user, _server, _tls, _anyCertificate, _key, _keyFile, _token, _to, _device, _class, _wait };
        command.SetAction((parsed, cancellation) => GuardAsync(() => ChatAsync(parsed, cancellation)));
        return command;
    }

    private Command Token()
    {
        var command = new Command("token", "Prints a development token") { _user, _key, _keyFile, _hours };
        command.SetAction((parsed, _) => GuardAsync(() =>
        {
            var key = SigningKey.Find(parsed.GetValue(_key), parsed.GetValue(_keyFile));
            Console.WriteLine(DevelopmentToken.Sign(key, UserName(parsed), TimeSpan.FromHours(parsed.GetValue(_hours)), time));
            return Task.FromResult(0);
        }));
        return command;
    }

    private async Task<int> ChatAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var user = UserName(parsed);
        var deviceClass = parsed.GetRequiredValue(_class);
        var openFirst = OpenFirst(parsed, user);
        var entrances = Entrances.Parse(parsed.GetRequiredValue(_server), parsed.GetValue(_tls), parsed.GetValue(_anyCertificate));
        var credentials = new Credentials(user, DeviceId.For(user, deviceClass, parsed.GetValue(_device)), deviceClass, Tokens(parsed, user));
        var patience = TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(_wait), 0, 24 * 60 * 60));
        var client = new ImClient(entrances, credentials, time);
        using var screen = Screen();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = client.RunAsync(stop.Token);
        try
        {
            return await new ChatLoop(client, screen, openFirst, patience, time).RunAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return 130;
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }
    }

    // Becomes part of a file name, too.
    private string UserName(ParseResult parsed)
    {
        var user = parsed.GetRequiredValue(_user);
        return Ids.IsId(user) ? user : throw new CliException($"A user id is {Ids.Rule}; \"{user}\" is not.");
    }

    private Place? OpenFirst(ParseResult parsed, string user) => parsed.GetValue(_to) switch
    {
        null => null,
        var to when Ids.IsPlace(to) => Place.Named(user, to),
        var to => throw new CliException($"--to is a user or g:ID; both are {Ids.Rule}, \"{to}\" is not."),
    };

    private Func<string> Tokens(ParseResult parsed, string user)
    {
        if (parsed.GetValue(_token) is { } token)
        {
            return () => token;
        }

        var key = SigningKey.Find(parsed.GetValue(_key), parsed.GetValue(_keyFile));
        return () => DevelopmentToken.Sign(key, user, TokenLife, time);
    }

    private IScreen Screen() => Console.IsInputRedirected || Console.IsOutputRedirected
        ? new PlainScreen(new StreamReader(Console.OpenStandardInput()), Console.Out, time)
        : new TerminalScreen(time);

    private static async Task<int> GuardAsync(Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (CliException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
    }
}
