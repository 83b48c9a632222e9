using OrleansIm.Manifests.Tests.Rendering;

namespace OrleansIm.Manifests.Tests.Linting;

/// <summary>The linter is judged: slips of one line that have stopped services of others, each planted into what is shipped.</summary>
public sealed class Sabotage_Tests
{
    public static TheoryData<string, string, string, string> Slips => new()
    {
        // Misspelt, or of the wrong type.
        { "production", "livenessProbe:", "livenesProbe:", "not of the API" },
        { "production", "terminationGracePeriodSeconds: 90", "terminationGracePeriod: 90", "not of the API" },
        { "production", "replicas: 3", "replicas: three", "not of the API" },
        { "production", "kind: PodDisruptionBudget", "kind: PodDisruptionBudgets", "not of the API" },
        { "production", "Limits__Connections: \"20000\"", "Limits__Connections: 20000", "unquoted" },
        { "production", "Silo__Gateway: \"false\"", "Silo__Gateway: false", "unquoted" },
        { "production", "imagePullPolicy: IfNotPresent", "imagePullPolicy: IfNotThere", "unknown value" },
        { "production", "whenUnsatisfiable: ScheduleAnyway", "whenUnsatisfiable: Anyway", "unknown value" },
        { "production", "memory: 1Gi", "memory: 1Gib", "not of the API" },
        { "production", "externalTrafficPolicy: Local", "externalTrafficPolicy: local", "unknown value" },
        { "production", "pod-security.kubernetes.io/enforce: restricted", "pod-security.kubernetes.io/enforce: restrictd", "unknown value" },

        // References that lead nowhere.
        { "production", "key: Storage__Redis", "key: Storage_Redis", "secret storage has no Storage_Redis" },
        { "production", "key: tls.key", "key: tls.pem", "secret tls has no tls.pem" },
        { "production", "secretName: tls", "secretName: tsl", "secret tsl is not there" },
        { "production", "fieldPath: status.podIP", "fieldPath: status.podIp", "there is no field status.podIp" },
        { "production", "serviceAccountName: orleansim", "serviceAccountName: orleans", "serviceAccountName orleans is not there" },
        { "production", "mountPath: /tmp\n          name: tmp", "mountPath: /tmp\n          name: temp", "mount temp has no volume" },
        { "production", "targetPort: tls", "targetPort: tsl", "has no port tsl" },
        { "production", "path: /health/startup\n            port: http", "path: /health/startup\n            port: web", "there is no port web" },
        { "small", "key: Auth__Key", "key: Auth_Key", "secret auth has no Auth_Key" },
        { "small", "serviceName: server", "serviceName: servers", "serviceName servers is not there" },

        // Selectors and targets.
        { "production", "  selector:\n    matchLabels:\n      app.kubernetes.io/name: gateway\n  strategy", "  selector:\n    matchLabels:\n      app.kubernetes.io/name: gate\n  strategy", "does not select its own pods" },
        { "production", "    name: gateway\n---\napiVersion: networking", "    name: gateways\n---\napiVersion: networking", "there is no Deployment gateways" },
        { "production", "  maxUnavailable: 1\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: silo", "  maxUnavailable: 1\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: sillo", "selects nothing" },
        { "production", "  selector:\n    app.kubernetes.io/name: gateway\n  type: LoadBalancer", "  selector:\n    app.kubernetes.io/name: gatewy\n  type: LoadBalancer", "selects 0 workloads" },
        { "production", "    - port: 11111\n      protocol: TCP", "    - port: 1111\n      protocol: TCP", "has no port 1111" },
        { "production", "  name: deny-all\n  namespace: orleansim\nspec:\n  podSelector: {}", "  name: deny-all\n  namespace: orleansim\nspec:\n  podSelector:\n    matchLabels: {app.kubernetes.io/name: silo}", "nothing denies" },
        { "production", "  name: gateway\n  namespace: orleansim\nspec:\n  minReadySeconds", "  name: gateway\n  namespace: orleansim\nspec:\n  replicas: 2\n  minReadySeconds", "either replicas or an autoscaler" },

        // Settings.
        { "production", "Limits__DrainSeconds:", "Limits__DrainSecond:", "Limits__DrainSecond is no setting" },
        { "production", "Cluster__Membership: redis", "Cluster__Clustering: redis", "Cluster__Clustering is no setting" },
        { "production", "name: Cluster__Address", "name: Cluster__Adress", "Cluster__Adress is no setting" },
        { "production", "fieldPath: status.podIP", "fieldPath: status.hostIP", "Cluster__Address is not the pod's own" },
        { "production", "Gateway__Tls: '*:7143'", "Gateway__Tls: '*:7134'", "which is no port of the container" },
        { "production", "Orleans__GatewayPort: \"30000\"", "Orleans__GatewayPort: \"3000\"", "which is no port of the container" },
        { "production", "Data__Directory: /data", "Data__Directory: /app/data", "is on no volume" },
        { "production", "Gateway__Tcp: \"\"", "Auth__Key: not-so-secret-any-more", "belongs into a secret" },

        // Lives and ends.
        { "production", "Limits__DrainSeconds: \"30\"", "Limits__DrainSeconds: \"60\"", "terminationGracePeriodSeconds 90 is below 105" },
        { "production", "terminationGracePeriodSeconds: 60", "terminationGracePeriodSeconds: 30", "is below 35" },
        { "production", "seconds: 10", "seconds: 1", "leaves balancers no time" },
        { "production", "path: /health/live", "path: /health/ready", "probe 'live' asks /health/ready" },
        { "production", "timeoutSeconds: 5", "timeoutSeconds: 1", "timeoutSeconds is below 3" },
        { "production", "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "may write to its root" },
        { "production", "runAsUser: 10001", "runAsUser: 0", "runs as root" },
        { "production", "unhealthyPodEvictionPolicy: AlwaysAllow", "unhealthyPodEvictionPolicy: IfHealthyBudget", "holds its node" },
        { "production", "            name: operators\n            optional: true", "            name: operator\n            optional: true", "secret operator is not there" },
        { "production", "image: orleansim/silo:0.1.0", "image: orleansim/silo:latest", "is not pinned" },
        { "production", "limits:\n            memory", "limits:\n            cpu: \"2\"\n            memory", "a limit of CPU" },
    };

    [Theory]
    [MemberData(nameof(Slips))]
    public async Task A_slip_of_one_line_is_found(string overlay, string right, string wrong, string complaint)
    {
        var text = await Shipped.TextAsync(overlay);
        var place = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(place >= 0, $"There is no '{right}' in the overlay {overlay}.");

        var found = Linter.Run(Manifest.Read(text[..place] + wrong + text[(place + right.Length)..]));

        Assert.Contains(found, one => one.Contains(complaint, StringComparison.Ordinal));
    }
}
