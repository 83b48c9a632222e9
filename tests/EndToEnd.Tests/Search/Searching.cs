using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Search;

/// <summary>Looking for messages, and waiting for the index, which lags by a moment.</summary>
internal static class Searching
{
    /// <summary>Only a test that fails waits so long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Everything that is found now, the newest first, page by page.</summary>
    public static async Task<IReadOnlyList<WireMessage>> SearchAsync(this WireClient client, string text, string? conversation = null, int limit = 50)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        List<WireMessage> all = [];
        string? before = null;
        var more = true;
        do
        {
            var page = await client.RequestAsync(Request(text, conversation, before, limit));
            if (page.Code == "busy")
            {
                // A slow machine may have no time to look just now.
                await Task.Delay(100, patience.Token);
                continue;
            }

            if (page.IsError)
            {
                throw new WaitException($"search for {text} was refused: {page}");
            }

            var items = page.Json.GetProperty("items").EnumerateArray().Select(static item => new WireMessage(item)).ToList();
            Assert.True(items.Count <= limit);
            Assert.Equal(page.Flag("more"), page.Has("next"));
            all.AddRange(items);
            before = page.Text("next");
            more = before is not null;
        }
        while (more);

        return all;
    }

    /// <summary>Waits until so many are found.</summary>
    public static async Task<IReadOnlyList<WireMessage>> FoundAsync(this WireClient client, int count, string text, string? conversation = null, int limit = 50)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            if (await client.SearchAsync(text, conversation, limit) is { } found && found.Count >= count)
            {
                Assert.Equal(count, found.Count);
                return found;
            }

            await Task.Delay(50, patience.Token);
        }
    }

    public static IEnumerable<long> Seqs(this IReadOnlyList<WireMessage> messages) => messages.Select(static message => message.Seq);

    private static Dictionary<string, object> Request(string text, string? conversation, string? before, int limit)
    {
        Dictionary<string, object> request = new() { ["type"] = "search", ["text"] = text, ["limit"] = limit };
        if (conversation is not null)
        {
            request["conversation"] = conversation;
        }

        if (before is not null)
        {
            request["before"] = before;
        }

        return request;
    }
}
