using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime.GrainDirectory;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;

namespace OrleansIm.Sabotage;

/// <summary>Puts itself between the grains and their storage when the host is built. Nothing of this is in what ships.</summary>
/// <param name="which">What to break.</param>
public sealed class Saboteur(string which) : IObserver<KeyValuePair<string, object?>>
{
    /// <summary>The environment variable that says what to break.</summary>
    public const string Variable = "ORLEANSIM_SABOTAGE";

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == "HostBuilding" && value.Value is IHostBuilder builder)
        {
            builder.ConfigureServices((_, services) => Break(services));
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    private void Break(IServiceCollection services)
    {
        switch (which)
        {
            case "two-owners":
                services.AddSingleton<IGrainDirectoryResolver, SplitDirectory>();
                break;
            case "no-fence":
                services.AddSingleton<IGrainDirectoryResolver, SplitDirectory>();
                Wrap<IMessageLog>(services, static log => new UnfencedLog(log));
                break;
            case "no-dedup":
                Wrap<IMessageLog>(services, static log => new ForgetfulLog(log));
                break;
            case "early-receipt":
                Wrap<IMessageLog>(services, static log => new HastyLog(log));
                break;
            case "recall-leaks":
                Wrap<IMessageLog>(services, static log => new IndiscreetLog(log));
                break;
            case "read-goes-back":
                Wrap<IMemberStore>(services, static members => new ForgottenReads(members));
                break;
            case "offline-capped":
                Wrap<IMemberStore>(services, static members => new CappedDevices(members));
                break;
            case "nothing":
                break;
            default:
                throw new InvalidOperationException($"There is no sabotage '{which}'.");
        }
    }

    private static void Wrap<T>(IServiceCollection services, Func<T, T> wrap)
        where T : class
    {
        var real = services.Last(static service => service.ServiceType == typeof(T));
        services.Remove(real);
        services.AddSingleton(provider => wrap((T)(
            real.ImplementationInstance
            ?? real.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, real.ImplementationType!))));
    }
}
