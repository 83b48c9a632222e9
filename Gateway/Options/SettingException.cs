namespace OrleansIm.Gateway.Options;

/// <summary>A setting has a value that the server can't start with. The message is one sentence that names it.</summary>
public sealed class SettingException(string setting, string problem, Exception? inner = null)
    : Exception($"{setting}: {problem}", inner)
{
    public string Setting { get; } = setting;
}
