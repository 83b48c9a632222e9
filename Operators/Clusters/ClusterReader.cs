using Microsoft.Extensions.Logging;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Operations;
using OrleansIm.Operators.Auditing;
using OrleansIm.Operators.Security;

namespace OrleansIm.Operators.Clusters;

/// <summary>Puts the cluster's page together. What does not answer in time is shown as such: an operator looks when something is wrong.</summary>
internal sealed partial class ClusterReader(IGrainFactory grains, TimeProvider time, ILogger<ClusterReader> logger)
{
    private const int HotShown = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private IBoardGrain BoardGrain => grains.GetGrain<IBoardGrain>(GrainKeys.Board);

    public async Task<ClusterView> ReadAsync()
    {
        var looking = TryAsync(() => BoardGrain.LookAsync().AsTask());
        var members = await TryAsync(() => grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true));
        var board = await looking;
        if (board is null)
        {
            return new ClusterView([], [], [], [], "The cluster does not answer at the moment. Reload in a few seconds.");
        }

        var reported = board.Silos.Select(static silo => silo.Silo).ToHashSet(StringComparer.Ordinal);
        return new ClusterView(
            board.Gateways, board.Silos,
            [.. (members?.Keys.AsEnumerable() ?? []).Select(static silo => silo.ToString()).Where(silo => !reported.Contains(silo)).Order(StringComparer.Ordinal)],
            await Task.WhenAll(Busiest(board).Select(WithWaitingAsync)),
            members is null ? "Which silos count as active can't be told at the moment: the cluster's table is away. Below is what reported lately." : null);
    }

    public async Task<IReadOnlyDictionary<string, string>> GatewayNamesAsync() =>
        (await GatewaysAsync())?.ToDictionary(
            static gateway => gateway.Address.Id, static gateway => gateway.Host, StringComparer.Ordinal) ?? [];

    /// <summary>Those that reported lately; null if the board does not answer.</summary>
    public async Task<IReadOnlyList<GatewayReport>?> GatewaysAsync() => (await TryAsync(() => BoardGrain.LookAsync().AsTask()))?.Gateways;

    public async Task<ActOutcome> DrainAsync(string gateway, bool on) => await BoardGrain.DrainAsync(gateway, on) switch
    {
        ErrorCode.None => ActOutcome.Done,
        ErrorCode.NotFound => ActOutcome.NoSuchGateway,
        _ => ActOutcome.Busy,
    };

    private static IEnumerable<HotLine> Busiest(Board board) => board.Silos
        .SelectMany(static silo => silo.Hot.Select(hot => new HotLine(hot.Conversation, hot.Messages, silo.Silo, null)))
        .GroupBy(static line => line.Conversation, StringComparer.Ordinal)
        .Select(static lines => lines.MaxBy(static line => line.Messages)! with { Messages = lines.Sum(static line => line.Messages) })
        .OrderByDescending(static line => line.Messages)
        .ThenBy(static line => line.Conversation, StringComparer.Ordinal)
        .Take(HotShown);

    private async Task<HotLine> WithWaitingAsync(HotLine line)
    {
        var grain = grains.GetGrain<IConversationInspectGrain>(GrainKeys.Conversation(line.Conversation));
        var inspected = await TryAsync(async () => (ConversationInspection?)await grain.InspectAsync());
        return line with { Waiting = inspected is { } known ? known.Head - known.Committed : null };
    }

    private async Task<T?> TryAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read().WaitAsync(Patience, time);
        }
        catch (Exception failure) when (failure is OrleansException || Failures.IsOfStorage(failure))
        {
            LogUnanswered(failure);
            return default;
        }
    }

    [LoggerMessage(4011, LogLevel.Information, "A question of the console was not answered")]
    private partial void LogUnanswered(Exception failure);
}
