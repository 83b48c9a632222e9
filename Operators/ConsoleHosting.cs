using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Dashboard;
using OrleansIm.Operators.Accounts;
using OrleansIm.Operators.Auditing;
using OrleansIm.Operators.Clusters;
using OrleansIm.Operators.Conversations;
using OrleansIm.Operators.Endpoints;
using OrleansIm.Operators.Messages;
using OrleansIm.Operators.Security;
using OrleansIm.Operators.Upgrades;
using OrleansIm.Operators.Users;

namespace OrleansIm.Operators;

/// <summary>The operators' console at <c>/console</c> and Orleans' own dashboard at <c>/dashboard</c>, for any host with grains and storage.</summary>
public static class ConsoleHosting
{
    /// <summary>Adds the console if somebody may use it.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="developmentDirectory">Where to keep the password of a made-up operator if none is configured; null to make up none.</param>
    /// <returns>False if there is no operator: then there is no console.</returns>
    public static bool AddImConsole(this WebApplicationBuilder builder, string? developmentDirectory)
    {
        var accounts = builder.Configuration.GetSection("Operators").Get<List<OperatorAccount>>() ?? [];
        if (accounts.Count == 0 && developmentDirectory is not null)
        {
            accounts.Add(DevelopmentAccount.Load(developmentDirectory));
        }

        if (accounts.Count == 0)
        {
            return false;
        }

        var services = builder.Services;
        services.AddOptions<OperatorOptions>().Configure(options => accounts.ForEach(options.Accounts.Add)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OperatorOptions>, OperatorOptionsCheck>();
        services.AddSingleton(static provider => new OperatorBook(provider.GetRequiredService<IOptions<OperatorOptions>>().Value.Accounts));
        services.AddSingleton<ConsoleSecret>();
        services.AddSingleton<IDataProtectionProvider>(static provider => new SharedProtection(provider.GetRequiredService<ConsoleSecret>()));
        services.AddSingleton<LoginGate>();
        services.AddConsoleAuth();
        services.AddRazorComponents();
        services.AddSingleton<Audit>();
        services.AddSingleton<ClusterReader>();
        services.AddSingleton<UserReader>();
        services.AddSingleton<UserActions>();
        services.AddSingleton<UpgradeActions>();
        services.AddSingleton<ConversationReader>();
        services.AddSingleton<MessageReader>();
        DropKeyRing(services);
        return true;
    }

    /// <summary>What the dashboard shows is gathered in each silo; it measures calls only while somebody looks.</summary>
    public static void AddImDashboard(this ISiloBuilder silo) => silo.AddDashboard(static options => options.HideTrace = true);

    /// <summary>Reads the secret of the operators' sessions; the schema has to be there.</summary>
    public static Task PrepareImConsoleAsync(this WebApplication app) =>
        app.Services.GetRequiredService<ConsoleSecret>().LoadAsync(CancellationToken.None);

    /// <summary>Maps the pages. Middleware that comes after this sees no request of theirs that is not logged in.</summary>
    /// <param name="app">The host.</param>
    /// <param name="dashboard">Whether there is a dashboard as well.</param>
    /// <returns>All that was mapped, so that the host can say on which port.</returns>
    public static IReadOnlyList<IEndpointConventionBuilder> MapImConsole(this WebApplication app, bool dashboard)
    {
        app.UseConsoleHeaders();
        app.UseProblemPages();
        app.UseAuthentication();
        app.UseAuthorization();
        var console = app.MapGroup("/console").WithFormChecks().RequireAuthorization(ConsoleAuth.Anyone);
        console.ExcludeFromDescription();
        console.MapGet("/console.css", static () => Resource("console.css", "text/css; charset=utf-8")).AllowAnonymous();
        console.MapGet("/icon.svg", static () => Resource("icon.svg", "image/svg+xml")).AllowAnonymous();
        console.MapLogin();
        console.MapCluster();
        console.MapUsers();
        console.MapConversations();
        console.MapMessages();
        console.MapUpgrades();
        console.MapAudit();
        return dashboard ? [console, app.MapDashboard()] : [console];
    }

    /// <summary>The framework would make keys of its own at the start, in the home directory, that nobody uses here.</summary>
    private static void DropKeyRing(IServiceCollection services)
    {
        foreach (var service in services.Where(static service => service.ServiceType == typeof(IHostedService)
            && service.ImplementationType?.Namespace?.StartsWith("Microsoft.AspNetCore.DataProtection", StringComparison.Ordinal) == true).ToList())
        {
            services.Remove(service);
        }
    }

    private static IResult Resource(string name, string type) =>
        Results.Stream(typeof(ConsoleHosting).Assembly.GetManifestResourceStream(name)!, type);
}
