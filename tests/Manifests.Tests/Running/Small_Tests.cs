using OrleansIm.Manifests.Tests.Rendering;
using OrleansIm.Support.Wire;

namespace OrleansIm.Manifests.Tests.Running;

/// <summary>The small overlay: one pod, whose successor finds everything on the volume.</summary>
public sealed class Small_Tests
{
    [Fact]
    public async Task What_is_rendered_starts_serves_ends_and_comes_back_with_its_data()
    {
        await using var node = new Node(Manifest.Read(await Shipped.RenderedAsync("small")));
        await node.DeployAsync("server");
        var pod = Assert.Single(node.PodsOf("server"));
        var key = await pod.SecretAsync();
        await using (var alice = await Clients.LoginAsync(node.Reach("server", 7143), "alice", key))
        {
            Assert.False((await alice.SendTextAsync("bob", "hello")).IsError);
            var code = await pod.TerminateAsync();
            Assert.True(code == 0, pod.Process.Output);
            Assert.Equal("draining", (await alice.Closed)?.Code);
        }

        await node.ReplaceAsync(pod);
        await using var bob = await Clients.LoginAsync(node.Reach("server", 7143), "bob", key);

        Assert.Equal("hello", Assert.Single(await bob.HistoryAsync("d:alice:bob")).Body);
    }

    /// <summary>The harness is judged: what no linter can know has to come out when it runs.</summary>
    [Theory]
    [InlineData("Limits__DrainSeconds: \"10\"", "Limits__DrainSeconds: ten", "Limits__DrainSeconds: 'ten' is no whole number")]
    [InlineData("/app/OrleansIm.Silo.dll", "/app/OrleansIm.Server.dll", "Server is not built")]
    public async Task What_can_not_start_is_found(string right, string wrong, string complaint)
    {
        var text = await Shipped.RenderedAsync("small");
        Assert.Contains(right, text, StringComparison.Ordinal);
        await using var node = new Node(Manifest.Read(text.Replace(right, wrong, StringComparison.Ordinal)));

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => node.DeployAsync("server"));

        Assert.Contains(complaint, failure.Message, StringComparison.Ordinal);
    }
}
