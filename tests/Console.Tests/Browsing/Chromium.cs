using Microsoft.Playwright;
using OrleansIm.Console.Tests.Browsing;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace OrleansIm.Console.Tests.Browsing;

/// <summary>The distribution's browser, without a window, started by the first test that needs it.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    /// <summary>How long an element or a word may take to be there, milliseconds: on a machine that has much else to do.</summary>
    private const int Patience = 120_000;

    private readonly SemaphoreSlim _starting = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>A page with cookies of its own. Closing its context is the caller's.</summary>
    public async Task<IPage> PageAsync(string origin, bool scripts = true)
    {
        var context = await (await BrowserAsync()).NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = origin,
            JavaScriptEnabled = scripts,
            ViewportSize = new ViewportSize { Width = 1180, Height = 760 },
        });
        context.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        _starting.Dispose();
    }

    private async Task<IBrowser> BrowserAsync()
    {
        await _starting.WaitAsync();
        try
        {
            if (!File.Exists(Program))
            {
                throw new InvalidOperationException("There is no browser: install the distribution's package chromium.");
            }

            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Program,
                Timeout = Patience,
                Args =
                [
                    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",

                    // Two pages on this machine are to find each other without any network.
                    "--disable-features=WebRtcHideLocalIpsWithMdns", "--allow-loopback-in-peer-connection",
                ],
            });
        }
        finally
        {
            _starting.Release();
        }
    }
}
