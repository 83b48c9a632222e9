using System.Text.RegularExpressions;
using OrleansIm.Manifests.Tests.Rendering;

namespace OrleansIm.Manifests.Tests.Images;

/// <summary>The images hold what the manifests start, and are built from all that the programs are made of.</summary>
public sealed partial class Dockerfile_Tests
{
    private static string Dockerfile => File.ReadAllText(Path.Combine(Kubectl.Root, "docker", "Dockerfile"));

    [Theory]
    [InlineData("small")]
    [InlineData("production")]
    public async Task A_container_starts_what_its_image_holds(string overlay)
    {
        foreach (var container in (await Shipped.ReadAsync(overlay)).Workloads.SelectMany(static workload => workload.Pod.Containers))
        {
            var target = container.Image.Split('/', ':')[1];
            var stage = Dockerfile[Dockerfile.IndexOf($" AS {target}\n", StringComparison.Ordinal)..];

            Assert.Equal(container.Command, Quoted().Matches(Entrypoint().Match(stage).Value).Select(static match => match.Groups[1].Value));
            string[] exposed = Exposed().Match(stage).Groups[1].Value.Split(' ');
            Assert.Empty(container.Ports.Select(static port => $"{port.ContainerPort}").Except(exposed, StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Whose_images_it_is_built_on_is_said_by_who_builds() =>
        Assert.All(Regex.Matches(Dockerfile, "^FROM (.*) AS", RegexOptions.Multiline), static match =>
            Assert.Contains(match.Groups[1].Value, (string[])["${SDK}", "${BASE}"]));

    /// <summary>What is not let through would be missing in the build of the image, and nowhere else.</summary>
    [Fact]
    public void All_projects_of_the_programs_are_let_into_the_build()
    {
        var let = File.ReadAllLines(Path.Combine(Kubectl.Root, ".dockerignore"));

        Assert.Empty(Programs.Projects("Silo", "Gateway").Select(static project => $"!{project}").Except(let, StringComparer.Ordinal));
    }

    [GeneratedRegex("^ENTRYPOINT .*$", RegexOptions.Multiline)]
    private static partial Regex Entrypoint();

    [GeneratedRegex("^EXPOSE (.*)$", RegexOptions.Multiline)]
    private static partial Regex Exposed();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();
}
