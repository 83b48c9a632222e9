using Microsoft.Extensions.Options;
using OrleansIm.Gateway.Options;

namespace OrleansIm.Gateway.Sessions;

/// <summary>Compares an app's version with what the operator asks for. Apps that don't state one are left alone.</summary>
internal sealed class UpgradePolicy(IOptions<UpgradeOptions> options)
{
    /// <summary>Where a newer app is; null if the operator doesn't say.</summary>
    public string? Url => options.Value.Url.Length > 0 ? options.Value.Url : null;

    public UpgradeAdvice Judge(string app)
    {
        if (!Version.TryParse(app, out var version))
        {
            return default;
        }

        if (Version.TryParse(options.Value.Minimum, out var minimum) && version < minimum)
        {
            return new UpgradeAdvice(IsRequired: true, options.Value.Latest, Url);
        }

        return Version.TryParse(options.Value.Latest, out var latest) && version < latest
            ? new UpgradeAdvice(IsRequired: false, options.Value.Latest, Url)
            : default;
    }
}
