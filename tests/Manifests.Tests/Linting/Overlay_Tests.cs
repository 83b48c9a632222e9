using OrleansIm.Manifests.Tests.Rendering;

namespace OrleansIm.Manifests.Tests.Linting;

/// <summary>What is shipped renders, and nobody has anything to say against it.</summary>
public sealed class Overlay_Tests
{
    [Theory]
    [InlineData("small")]
    [InlineData("production")]
    public async Task An_overlay_is_clean(string overlay) => Assert.Equal([], Linter.Run(await Shipped.ReadAsync(overlay)));

    [Theory]
    [MemberData(nameof(Components))]
    public async Task A_component_is_clean_on_top_of_production(string component) =>
        Assert.Equal([], Linter.Run(await Shipped.ReadAsync("production", component)));

    [Fact]
    public async Task Monitoring_fits_the_one_pod_as_well()
    {
        var manifest = await Shipped.ReadAsync("small", "monitoring");

        Assert.Equal([], Linter.Run(manifest));
        Assert.Equal("7190", Assert.Single(manifest.Workloads).Template.Metadata.Annotations["prometheus.io/port"]);
    }

    [Fact]
    public async Task So_are_all_components_together() =>
        Assert.Equal([], Linter.Run(await Shipped.ReadAsync("production", [.. Shipped.Components])));

    public static TheoryData<string> Components => [.. Shipped.Components];
}
