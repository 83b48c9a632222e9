using OrleansIm.Gateway.Startup;

namespace OrleansIm.Manifests.Tests.Linting;

/// <summary>The list of names by which the programs notice a misspelt setting is the list of what they read.</summary>
public sealed class Names_Tests
{
    [Fact]
    public void The_programs_know_the_names_of_all_that_they_read_and_no_others()
    {
        var read = KnownSettings.InSource.Where(static name => !name.StartsWith("Logging__", StringComparison.Ordinal));
        var known = SettingNames.All.Where(static name => !name.StartsWith("Operators:", StringComparison.Ordinal))
            .Select(static name => name.Replace(":", "__", StringComparison.Ordinal));

        Assert.Equal(read.Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
    }
}
