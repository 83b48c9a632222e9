using Microsoft.Extensions.Options;

namespace OrleansIm.Gateway.Options;

/// <summary>The three settings of heartbeats must fit each other: a value between bounds that exclude it is a slip of the pen.</summary>
internal sealed class HeartbeatRule : IValidateOptions<LimitOptions>
{
    public ValidateOptionsResult Validate(string? name, LimitOptions options)
    {
        if (options.HeartbeatMinSeconds > options.HeartbeatSeconds)
        {
            return ValidateOptionsResult.Fail(
                $"Limits__HeartbeatMinSeconds: {options.HeartbeatMinSeconds} is above Limits__HeartbeatSeconds, {options.HeartbeatSeconds}.");
        }

        return options.HeartbeatMaxSeconds < options.HeartbeatSeconds
            ? ValidateOptionsResult.Fail(
                $"Limits__HeartbeatMaxSeconds: {options.HeartbeatMaxSeconds} is below Limits__HeartbeatSeconds, {options.HeartbeatSeconds}.")
            : ValidateOptionsResult.Success;
    }
}
