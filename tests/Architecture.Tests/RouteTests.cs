using OrleansIm.Gateway;
using OrleansIm.Protocol.Frames.Client;

namespace OrleansIm.Architecture.Tests;

/// <summary>The gateway answers everything a client may say, and nothing else.</summary>
public sealed class RouteTests
{
    /// <summary>Handled before there is a session, or no request at all.</summary>
    private static readonly Type[] NoRequests = [typeof(LoginFrame), typeof(BrokenFrame), typeof(RefusedFrame)];

    [Fact]
    public void Every_client_frame_has_exactly_one_handler()
    {
        var frames = typeof(ClientFrame).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(ClientFrame)) && !type.IsAbstract)
            .Except(NoRequests);

        Assert.Equal(
            frames.Select(static frame => frame.Name).Order(StringComparer.Ordinal),
            Routes.Table.Select(static route => route.Frame.Name).Order(StringComparer.Ordinal));
    }
}
