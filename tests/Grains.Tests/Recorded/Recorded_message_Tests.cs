using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using OrleansIm.Domain.Conversations;
using OrleansIm.Grains.Interfaces.Users;

namespace OrleansIm.Grains.Tests.Recorded;

/// <summary>
/// During a rolling upgrade silos and gateways of two versions talk to each other: whatever a released version has put into
/// bytes, this one must read, with everything that was in it. The bytes stand in Recorded/NAME.N.txt; N counts the forms
/// that a message has had. They are never changed; a new form is recorded by the command that the test tells.
/// </summary>
public sealed class Recorded_message_Tests : IDisposable
{
    private static readonly Assembly[] Assemblies =
        [typeof(Draft).Assembly, typeof(SyncRequest).Assembly, typeof(GrainsHosting).Assembly];

    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSerializer(static builder =>
        {
            foreach (var assembly in Assemblies)
            {
                builder.AddAssembly(assembly);
            }
        })
        .BuildServiceProvider();

    public static TheoryData<string> Names => [.. Messages.Keys];

    private static SortedDictionary<string, Type> Messages { get; } = new(
        Assemblies.SelectMany(static assembly => assembly.GetTypes())
            .Where(static type => !type.IsAbstract && type.GetCustomAttribute<GenerateSerializerAttribute>() is not null)
            .Where(static type => type.Namespace!.StartsWith("OrleansIm.", StringComparison.Ordinal))
            .ToDictionary(static type => type.GetCustomAttributes<AliasAttribute>().First().Alias),
        StringComparer.Ordinal);

    private Serializer Serializer => _services.GetRequiredService<Serializer>();

    public void Dispose() => _services.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void What_any_version_wrote_is_read_with_all_that_was_in_it(string name)
    {
        foreach (var file in Recordings(name))
        {
            var lines = File.ReadAllLines(file);
            var read = Serializer.Deserialize<object>(Convert.FromHexString(lines[0]));

            Assert.IsType(Messages[name], read);
            Assert.Empty(lines.Skip(1).Except(Sample.Describe(read), StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_this_version_writes_is_recorded(string name) => Assert.True(
        Recordings(name).Any(file => File.ReadLines(file).First() == Written(name)),
        $"{name} is written in a form of which no recording exists. If that is meant and older versions can read it: "
        + "dotnet run -c Release --project tests/Grains.Tests -- --explicit only --filter-method '*Record_the_new_forms'");

    [Fact]
    public void Nothing_that_was_ever_recorded_has_lost_its_type() => Assert.Empty(
        Directory.GetFiles(Folder(), "*.txt").Select(static file => Path.GetFileNameWithoutExtension(Path.GetFileNameWithoutExtension(file)))
            .Except(Messages.Keys, StringComparer.Ordinal));

    [Fact(Explicit = true)]
    public void Record_the_new_forms()
    {
        foreach (var name in Messages.Keys.Where(name => !Recordings(name).Any(file => File.ReadLines(file).First() == Written(name))))
        {
            var file = Path.Combine(Folder(), $"{name}.{Recordings(name).Length + 1}.txt");
            File.WriteAllLines(file, [Written(name), .. Sample.Describe(Sample.Of(Messages[name]))]);
        }
    }

    private static string[] Recordings(string name) => Directory.GetFiles(Folder(), $"{name}.*.txt");

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    private string Written(string name) => Convert.ToHexString(Serializer.SerializeToArray<object>(Sample.Of(Messages[name])!));
}
