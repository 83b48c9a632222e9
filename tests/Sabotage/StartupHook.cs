using System.Diagnostics;
using OrleansIm.Sabotage;

// The runtime looks for this name outside of all namespaces (DOTNET_STARTUP_HOOKS) and calls it before Main.
#pragma warning disable IDE0130, CA1050

/// <summary>Gets into a server of the tests before it starts, and breaks one of its promises.</summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Saboteur.Variable) is { Length: > 0 } which)
        {
            DiagnosticListener.AllListeners.Subscribe(new Listeners(new Saboteur(which)));
        }
    }

    private sealed class Listeners(Saboteur saboteur) : IObserver<DiagnosticListener>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting")
            {
                value.Subscribe(saboteur);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
