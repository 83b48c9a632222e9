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

    private readonly Option<string?> _server = new("--server") { Description = "HOST:PORT, 127.0.0.1:7100 or with --tls 127.0.0.1:7143 if not given" };

    private readonly Option<bool> _tls = new("--tls") { Description = "Talk TLS; on this machine any certificate is taken" };

    private readonly Option<bool> _anyCertificate = new("--any-certificate") { Description = "Take any certificate from other machines, too" };

    private readonly Option<string?> _to = new("--to") { Description = "Conversation to open: a user, or g:ID" };

    private readonly Option<string?> _device = new("--device") { Description = "Device id; without it one is made and kept for this user" };

    private readonly Option<int> _hours = new("--hours") { Description = "How long the token lives", DefaultValueFactory = _ => 12 };

    public RootCommand Root() => new("Chats with an OrleansIm server from a terminal or a script.") { Chat(), Token() };

    private Command Chat()
    {
        var command = new Command("chat", "Logs in and chats") { _user, _server, _tls, _anyCertificate, _key, _keyFile, _token, _to, _device };
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
        var endpoint = Endpoint.Parse(parsed.GetValue(_server), parsed.GetValue(_tls), parsed.GetValue(_anyCertificate));
        var credentials = new Credentials(user, DeviceId.For(user, parsed.GetValue(_device)), Tokens(parsed, user));
        var client = new ImClient(endpoint, credentials, time);
        using var screen = Screen();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = client.RunAsync(stop.Token);
        try
        {
            return await new ChatLoop(client, screen, parsed.GetValue(_to)).RunAsync(cancellation);
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
        return user.Length <= 64 && user.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
            ? user
            : throw new CliException($"A user id is 1 to 64 letters, digits, dots, dashes and underscores; \"{user}\" is not.");
    }

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
