using System.Reflection;

namespace OrleansIm.Gateway.Tests.Fakes;

/// <summary>A grain factory that hands out the grains a test has put in. The interface is wide and only one of its methods is used.</summary>
public class FakeGrains : DispatchProxy
{
    private Func<Type, string, object>? _find;

    public static IGrainFactory Of(Func<Type, string, object> find)
    {
        var factory = Create<IGrainFactory, FakeGrains>();
        ((FakeGrains)(object)factory)._find = find;
        return factory;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod is { Name: "GetGrain", IsGenericMethod: true } && args is [string key, ..]
            ? _find!(targetMethod.GetGenericArguments()[0], key)
            : throw new NotSupportedException(targetMethod?.Name);
}
