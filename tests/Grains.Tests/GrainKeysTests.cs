using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests;

/// <summary>Relational grain storage reads keys that look like numbers or GUIDs as such; ours never do.</summary>
public sealed class GrainKeysTests(ImCluster cluster)
{
    [Theory]
    [InlineData("face")]
    [InlineData("12")]
    [InlineData("6f9619ff-8b86-d011-b42d-00c04fc964ff")]
    public void No_key_can_be_taken_for_a_number_or_a_guid(string name)
    {
        foreach (var key in new[] { GrainKeys.User(name), GrainKeys.Conversation(name) })
        {
            Assert.False(long.TryParse(key, System.Globalization.NumberStyles.HexNumber, null, out _));
            Assert.False(Guid.TryParse(key, out _));
            Assert.Equal(name, GrainKeys.NameOf(key));
        }
    }

    [Fact]
    public async Task Groups_that_differ_in_case_only_are_two_groups()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        foreach (var (lower, upper) in new[] { ("g:face", "g:FACE"), ("g:12", "g:0012") })
        {
            Assert.Equal(ErrorCode.None, (await cluster.Group(lower).CreateAsync(alice, "one", [])).Code);
            Assert.Equal(ErrorCode.None, (await cluster.Group(upper).CreateAsync(bob, "two", [])).Code);
        }
    }
}
