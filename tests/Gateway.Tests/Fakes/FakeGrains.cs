using System.Reflection;
using OrleansIm.Grains.Interfaces.Conversations;

namespace OrleansIm.Gateway.Tests.Fakes;

/// <summary>A grain factory that hands out the grains a test has put in. The interface is wide and few of its methods are used.</summary>
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
        (targetMethod, args) switch
        {
            ({ Name: "GetGrain", IsGenericMethod: true }, [string key, ..]) => _find!(targetMethod.GetGenericArguments()[0], key),
            ({ Name: "GetGrain" }, [GrainId id, ..]) => _find!(typeof(IConversationGrain), id.Key.ToString()!),
            ({ Name: "CreateObjectReference" }, [{ } target]) => target,
            _ => throw new NotSupportedException(targetMethod?.Name),
        };
}
