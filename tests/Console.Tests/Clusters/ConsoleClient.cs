using System.Net;
using System.Text.RegularExpressions;
using OrleansIm.Console.Tests.Browsing;

namespace OrleansIm.Console.Tests.Clusters;

/// <summary>An operator with a very simple browser.</summary>
internal sealed partial class ConsoleClient : IDisposable
{
    private readonly HttpClient _http;

    public ConsoleClient(int port, CookieContainer? cookies = null)
    {
        Cookies = cookies ?? new CookieContainer();
        _http = new HttpClient(new HttpClientHandler { CookieContainer = Cookies, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{port}"),
        };
    }

    public CookieContainer Cookies { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task<HttpResponseMessage> GetAsync(string path) => await _http.GetAsync(new Uri(path, UriKind.Relative), Token);

    public async Task<string> PageAsync(string path)
    {
        using var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Token);
    }

    /// <summary>Sends a form as the page at <paramref name="from"/> would.</summary>
    public async Task<HttpResponseMessage> PostAsync(string from, string path, params (string Name, string Value)[] fields)
    {
        var token = FormToken().Match(await PageAsync(from)).Groups[1].Value;
        using var form = new FormUrlEncodedContent(
            fields.Append(("token", WebUtility.HtmlDecode(token))).Select(static field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await _http.PostAsync(new Uri(path, UriKind.Relative), form, Token);
    }

    /// <summary>A page that says in a sentence what is wrong.</summary>
    public static async Task<string> SentenceAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        var sentence = Alert().Match(await answer.Content.ReadAsStringAsync(Token)).Groups[1].Value;
        Assert.True(sentence.Length > 10, $"{answer.RequestMessage!.RequestUri}: no sentence");
        return WebUtility.HtmlDecode(sentence);
    }

    public async Task LogInAsync(string role)
    {
        using var answer = await PostAsync("/console/login", "/console/login", ("name", $"the-{role}"), ("password", House.Password), ("to", string.Empty));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/console", answer.Headers.Location!.ToString());
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("role=\"alert\">(.*?)</p>", RegexOptions.Singleline)]
    private static partial Regex Alert();

    [GeneratedRegex("name=\"token\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
