using OrleansIm.Manifests.Tests.Rendering;

namespace OrleansIm.Manifests.Tests.Linting;

/// <summary>All complaints about a manifest: what the API would refuse, and what it would take and nobody would want.</summary>
internal static class Linter
{
    private static readonly Func<Manifest, IEnumerable<string>>[] Checks =
    [
        static manifest => manifest.Unreadable,
        ScalarChecks.Run, RequiredChecks.Run, ValueChecks.Run, ReferenceChecks.Run, ProbeChecks.Run, PodChecks.Run, SettingChecks.Run,
        ServiceChecks.Run, TargetChecks.Run,
    ];

    public static IReadOnlyList<string> Run(Manifest manifest) => [.. Checks.SelectMany(check => check(manifest))];
}
