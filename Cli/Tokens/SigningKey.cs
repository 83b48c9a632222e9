namespace OrleansIm.Cli.Tokens;

/// <summary>Finds the secret with which development tokens are signed.</summary>
internal static class SigningKey
{
    /// <summary>Name of the environment variable, the same as the server's setting.</summary>
    public const string Variable = "Auth__Key";

    /// <summary>Where a server started from the same directory keeps the secret it made for itself.</summary>
    public const string DefaultFile = "./data/auth.key";

    /// <summary>The option wins over the environment, and that over a file.</summary>
    public static string Find(string? key, string? file)
    {
        if (!string.IsNullOrEmpty(key))
        {
            return key;
        }

        if (file is null && Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } variable)
        {
            return variable;
        }

        var path = file ?? DefaultFile;
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(file is null
                ? $"No signing key found: {DefaultFile} is not there. Start the server in this directory first (dotnet run --project Silo), "
                    + $"which makes it, or give --key, --key-file, --token or the environment variable {Variable}."
                : $"The key file {path} can't be read: {e.Message}");
        }
    }
}
