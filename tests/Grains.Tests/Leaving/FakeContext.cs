using System.Reflection;

namespace OrleansIm.Grains.Tests.Leaving;

/// <summary>A grain that ends when the test says so. The interface is wide and two of its methods are used.</summary>
public class FakeContext : DispatchProxy
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsTold => _told.Task.IsCompleted;

    public static (IGrainContext Context, FakeContext Fake) Create()
    {
        var context = Create<IGrainContext, FakeContext>();
        return (context, (FakeContext)(object)context);
    }

    public void End() => _ended.SetResult();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        switch (targetMethod?.Name)
        {
            case "get_Deactivated":
                return _ended.Task;
            case nameof(IGrainContext.Deactivate):
                _told.SetResult();
                return null;
            default:
                throw new NotSupportedException(targetMethod?.Name);
        }
    }
}
