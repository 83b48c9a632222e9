using System.Reflection;

namespace OrleansIm.Gateway.Tests.Fakes;

/// <summary>A grain of which a test needs one method: that one is answered, whatever else is called is a mistake.</summary>
public class FakeGrain : DispatchProxy
{
    private string _method = string.Empty;
    private Func<object?[], object>? _answer;

    public static T Of<T>(string method, Func<object?[], object> answer)
        where T : class
    {
        var grain = Create<T, FakeGrain>();
        ((FakeGrain)(object)grain)._method = method;
        ((FakeGrain)(object)grain)._answer = answer;
        return grain;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod?.Name == _method ? _answer!(args!) : throw new NotSupportedException(targetMethod?.Name);
}
