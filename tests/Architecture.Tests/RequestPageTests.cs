using System.Text.RegularExpressions;

namespace OrleansIm.Architecture.Tests;

/// <summary>The page of requests and their tests is what it says.</summary>
public sealed partial class RequestPageTests
{
    private static readonly IReadOnlyList<(string Request, string[] Tests)> Lines =
    [
        .. Line().Matches(Repository.Read("docs/requests.md")).Select(static line =>
            (line.Groups["request"].Value, line.Groups["test"].Captures.Select(static test => test.Value).ToArray())),
    ];

    [Fact]
    public void Every_request_that_the_server_reads_has_a_line()
    {
        var read = Read().Matches(Repository.Read("Protocol/Codec/Native/RequestCatalog.cs")).Select(static match => match.Groups[1].Value);

        Assert.Equal(read.Order(StringComparer.Ordinal), Lines.Select(static line => line.Request).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_test_that_is_named_is_there()
    {
        var there = Repository.SourceFiles.Select(Path.GetFileNameWithoutExtension).ToHashSet(StringComparer.Ordinal);

        Assert.DoesNotContain(Lines.SelectMany(static line => line.Tests), test => !there.Contains(test));
    }

    [GeneratedRegex(@"^\| `(?<request>[\w.]+)` \| (`(?<test>\w+)`(, )?)+ \|$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex("""\["([\w.]+)"\] = """)]
    private static partial Regex Read();
}
