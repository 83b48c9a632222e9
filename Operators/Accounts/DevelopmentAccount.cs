using System.Security.Cryptography;
using System.Text;

namespace OrleansIm.Operators.Accounts;

/// <summary>The one operator of a server that was just started to try it: the password is made once and kept in the data directory.</summary>
public static class DevelopmentAccount
{
    /// <summary>Name of the file in the data directory; its text is the password.</summary>
    public const string FileName = "console.password";

    /// <summary>What the operator is called.</summary>
    public const string Name = "admin";

    /// <summary>The account, with the password of the file, which is made if it is not there.</summary>
    public static OperatorAccount Load(string dataDirectory) => new()
    {
        Name = Name,
        PasswordHash = Passwords.Hash(Password(Path.Combine(dataDirectory, FileName))),
        Role = "admin",
    };

    private static string Password(string path)
    {
        if (File.Exists(path))
        {
            return File.ReadAllText(path).Trim();
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        using var file = new FileStream(path, options);
        file.Write(Encoding.UTF8.GetBytes(password));
        return password;
    }
}
