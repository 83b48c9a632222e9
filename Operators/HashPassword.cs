using OrleansIm.Operators.Accounts;

namespace OrleansIm.Operators;

/// <summary>The command that turns a password into what goes into the settings.</summary>
public static class HashPassword
{
    /// <summary>Its name on the command line.</summary>
    public const string Command = "hash-password";

    /// <summary>Asks for a password, or reads it from a pipe, and prints its hash. Returns the exit code.</summary>
    public static async Task<int> RunAsync()
    {
        string password;
        if (Console.IsInputRedirected)
        {
            password = await Console.In.ReadLineAsync() ?? string.Empty;
        }
        else
        {
            password = Ask("Password: ");
            if (Ask("Again: ") != password)
            {
                await Console.Error.WriteLineAsync("error: the two are not the same.");
                return 1;
            }
        }

        if (password.Length < Passwords.MinLength)
        {
            await Console.Error.WriteLineAsync($"error: a password has at least {Passwords.MinLength} characters.");
            return 1;
        }

        await Console.Out.WriteLineAsync(Passwords.Hash(password));
        return 0;
    }

    /// <summary>Nothing of what is typed is shown; the question goes where the hash does not.</summary>
    private static string Ask(string question)
    {
        Console.Error.Write(question);
        var typed = new List<char>();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.RemoveRange(Math.Max(0, typed.Count - 1), Math.Min(1, typed.Count));
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Add(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return new string([.. typed]);
    }
}
