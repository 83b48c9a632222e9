using Microsoft.Extensions.DependencyInjection;

namespace OrleansIm.Grains.Leaving;

/// <summary>How a silo of a cluster leaves it.</summary>
public static class LeavingHosting
{
    // Internal, but what it is a list of is not.
    private const string Directory = "Orleans.Runtime.ActivationDirectory";

    /// <summary>Grains move to the other silos one after the other.</summary>
    /// <exception cref="InvalidOperationException">Orleans has no such part any more, so this has to be thought about again.</exception>
    public static ISiloBuilder AddGradualLeave(this ISiloBuilder silo)
    {
        var directory = silo.Services.LastOrDefault(static service => service.ServiceType.FullName == Directory)?.ServiceType
            ?? throw new InvalidOperationException($"Orleans has no {Directory} that could tell which grains are here.");
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => ActivatorUtilities.CreateInstance<GradualLeave>(
            provider, (IEnumerable<KeyValuePair<GrainId, IGrainContext>>)provider.GetRequiredService(directory)));
        return silo;
    }
}
