using Microsoft.Extensions.Options;
using OrleansIm.Domain.Messages;
using OrleansIm.Domain.Search;
using OrleansIm.Grains.Interfaces.Search;
using OrleansIm.Protocol.Messages;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Search;

namespace OrleansIm.Grains.Search;

/// <summary>
/// Looks into the index for users, a few at a time. What the index names is only where to look: what is answered is the message as the log has it
/// now and as this user sees it, and only if the words are in that.
/// </summary>
internal sealed class SearchDesk : IDisposable
{
    /// <summary>Bytes of messages in one answer; a frame to a client may have 512 KiB.</summary>
    private const int MaxBytes = 400 * 1024;

    private readonly IMessageSearch _search;
    private readonly IRevisionStore _revisions;
    private readonly TimeSpan _timeout;
    private readonly bool _isOn;
    private readonly SemaphoreSlim _turns;

    public SearchDesk(IMessageSearch search, IRevisionStore revisions, IOptions<SearchOptions> options)
    {
        (_search, _revisions, _isOn) = (search, revisions, options.Value.Percent > 0);
        _timeout = TimeSpan.FromSeconds(options.Value.TimeoutSeconds);
        _turns = new SemaphoreSlim(options.Value.AtOnce);
    }

    public async ValueTask<SearchResult> SearchAsync(string user, SearchRequest request)
    {
        if (!_isOn)
        {
            return SearchResult.Refused(ErrorCode.Unsupported, "This server does not index messages.");
        }

        if (SearchTerms.Parse(request.Text) is not { } terms)
        {
            return SearchResult.Refused(ErrorCode.Invalid, "'text' holds neither letter nor digit.");
        }

        var before = SearchPlace.Top;
        if (request.Before is { } cursor && !SearchPlace.TryParse(cursor, out before))
        {
            return SearchResult.Refused(ErrorCode.Invalid, "'before' must be the 'next' of a page.");
        }

        if (!await _turns.WaitAsync(_timeout))
        {
            return SearchResult.Busy;
        }

        try
        {
            var query = new SearchQuery
            {
                User = user,
                Conversation = request.Conversation,
                Words = terms.Words,
                Before = before,
                Limit = request.Limit,
                Timeout = _timeout,
            };
            return await _search.FindAsync(query, CancellationToken.None) is { } page
                ? await AnswerAsync(user, terms, request.Limit, page)
                : SearchResult.Refused(ErrorCode.NotFound, "There is no such conversation.");
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();

    private async ValueTask<SearchResult> AnswerAsync(string user, SearchTerms terms, int limit, SearchPage page)
    {
        var (items, bytes) = (new List<MessageItem>(), 0);
        for (var i = 0; i < page.Hits.Count; i++)
        {
            var hit = page.Hits[i];
            if (hit.Entry is { } entry && await ItemAsync(user, terms, hit, entry) is { } item)
            {
                items.Add(item);
                bytes += item.Json.Length;
            }

            var ends = hit.Last || items.Count == limit || bytes >= MaxBytes;
            if (ends && (hit.Last || page.Full || i + 1 < page.Hits.Count))
            {
                return new SearchResult(ErrorCode.None, null, [.. items], hit.Place.ToString());
            }
        }

        return new SearchResult(ErrorCode.None, null, [.. items], page.Full ? page.Hits[^1].Place.ToString() : null);
    }

    /// <summary>The message as the user sees it; null if that does not have the words, as what was edited after the user had left.</summary>
    private async ValueTask<MessageItem?> ItemAsync(string user, SearchTerms terms, SearchHit hit, LogEntry entry)
    {
        var seen = (await _revisions.AsSeenAsync(entry.Conversation, [entry], hit.LeftSeq))[0];
        if (SearchableText.Of(seen.Kind, seen.Content.Span) is not { } text || !terms.Match(text))
        {
            return null;
        }

        var item = MessageJson.ToItem(seen);
        return seen.SendersId is { } clientId && string.Equals(seen.Sender, user, StringComparison.Ordinal)
            ? item with { Json = MessageJson.WithClientId(item.Json, clientId) }
            : item;
    }
}
