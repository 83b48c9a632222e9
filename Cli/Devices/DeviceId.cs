using System.Security.Cryptography;
using OrleansIm.Cli.Client;

namespace OrleansIm.Cli.Devices;

/// <summary>
/// The name under which the server knows this installation. It stays the same for a user on this machine, so that the server
/// knows what the device has received already.
/// </summary>
internal static class DeviceId
{
    public static string For(string user, string deviceClass, string? given)
    {
        if (given is not null)
        {
            return Ids.IsId(given) ? given : throw new CliException($"--device must be {Ids.Rule}; \"{given}\" is not.");
        }

        var directory = Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "orleansim");
        // Each class has an id of its own, so that they stay beside each other; @ is in no user id.
        var file = Path.Combine(directory, $"device-{user}{(deviceClass == DeviceClass.Default ? string.Empty : "@" + deviceClass)}");
        try
        {
            if (File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } known)
            {
                return known;
            }

            var made = "cli-" + Convert.ToHexString(RandomNumberGenerator.GetBytes(6));
            Directory.CreateDirectory(directory);
            File.WriteAllText(file, made);
            return made;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The device id can't be kept in {file} ({e.Message}); give one with --device.");
        }
    }
}
