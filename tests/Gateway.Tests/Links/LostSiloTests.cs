using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.TestingHost;
using OrleansIm.Gateway.Links;
using OrleansIm.Gateway.Tests.Fakes;

namespace OrleansIm.Gateway.Tests.Links;

/// <summary>With silos as Orleans has them: a call to one that is killed ends, though the time of the call does not.</summary>
public sealed class LostSiloTests
{
    [Fact]
    public async Task A_call_that_went_down_with_its_silo_is_given_up_and_another_silo_answers_it()
    {
        var reached = new TaskCompletionSource<SiloAddress>(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) => silo.AddIncomingGrainCallFilter(async call =>
        {
            if (call.MethodName == nameof(IManagementGrain.GetHosts) && reached.TrySetResult(call.TargetContext.Address.SiloAddress!))
            {
                await held.Task;
            }

            await call.Invoke();
        }));
        builder.ConfigureClient(static client =>
        {
            client.Services.TryAddSingleton(TimeProvider.System);
            client.Services.AddSingleton<LostAnswers>();
            client.Configure<ClientConnectionOptions>(static options => options.ConfigureConnection(LostAnswers.Watch));
            client.Configure<ClientMessagingOptions>(static options => options.ResponseTimeout = TimeSpan.FromHours(1));
        });
        await using var cluster = builder.Build();
        await cluster.DeployAsync(TestContext.Current.CancellationToken);
        var answers = cluster.Client.ServiceProvider.GetRequiredService<LostAnswers>();
        var grain = cluster.Client.GetGrain<IManagementGrain>(0);

        var call = AskAsync(answers, grain);
        var victim = await Patient.ForAsync("the call to reach a silo", new ValueTask<SiloAddress>(reached.Task));
        var killing = KillAsync(cluster, victim);
        try
        {
            await Assert.ThrowsAsync<AnswerLostException>(() => Patient.ForAsync("the end of the call", call));
        }
        finally
        {
            // What is left of the silo waits for the grain.
            held.SetResult();
        }

        await Patient.ForAsync("the end of the silo", killing);
        await Patient.ForAsync("an answer of another silo", AgainAsync(answers, grain));
    }

    private static async Task KillAsync(InProcessTestCluster cluster, SiloAddress victim)
    {
        try
        {
            await cluster.KillSiloAsync(cluster.Silos.Single(silo => silo.SiloAddress.Equals(victim)), TestContext.Current.CancellationToken);
        }
        catch (Exception stopping) when (stopping is AggregateException or OperationCanceledException)
        {
            // A killed silo's services get no time to stop, and say so.
        }
    }

    private static Task<Dictionary<SiloAddress, SiloStatus>> AskAsync(LostAnswers answers, IManagementGrain grain) =>
        answers.CallAsync(static grain => new ValueTask<Dictionary<SiloAddress, SiloStatus>>(grain.GetHosts(true)), grain).AsTask();

    /// <summary>As callers do, until the other silo knows that it is alone.</summary>
    private static async Task AgainAsync(LostAnswers answers, IManagementGrain grain)
    {
        while (true)
        {
            try
            {
                await AskAsync(answers, grain);
                return;
            }
            catch (Exception failure) when (failure is OrleansException or TimeoutException)
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }
    }
}
