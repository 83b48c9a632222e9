using System.Runtime.CompilerServices;
using OrleansIm.Gateway.Messages;
using Polly;

namespace OrleansIm.Gateway.People;

/// <summary>Goes through a list that a grain gives in pages; each page is tried again within a bound.</summary>
internal sealed class GrainPages(ResiliencePipeline retries)
{
    /// <param name="first">What the first page is asked for with.</param>
    /// <param name="ask">Asks for a page.</param>
    /// <param name="cancellation">No further page is asked for.</param>
    /// <exception cref="BusyException">It stays busy.</exception>
    public async IAsyncEnumerable<T> AllAsync<T>(
        string? first, Func<string?, ValueTask<GrainPage<T>>> ask, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var after = first;
        do
        {
            var page = await retries.ExecuteAsync(
                static async (call, _) =>
                {
                    var page = await call.ask(call.after);
                    BusyException.ThrowIf(page.Code);
                    return page;
                },
                (ask, after),
                cancellation);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            after = page.Next;
        }
        while (after is not null);
    }
}
