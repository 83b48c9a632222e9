using OrleansIm.Domain.Identity;

namespace OrleansIm.Domain.Presence;

/// <summary>Some classes of devices.</summary>
/// <param name="Bits">One bit for each class that is among them.</param>
[GenerateSerializer, Immutable, Alias("im.ClassSet")]
public readonly record struct ClassSet([property: Id(0)] byte Bits)
{
    public static ClassSet None => default;

    public bool IsEmpty => Bits == 0;

    public static ClassSet Of(params ReadOnlySpan<DeviceClass> classes)
    {
        var set = None;
        foreach (var one in classes)
        {
            set = set.With(one);
        }

        return set;
    }

    public ClassSet With(DeviceClass added) => new((byte)(Bits | (1 << (int)added)));

    /// <summary>True if all of <paramref name="others"/> are among these.</summary>
    public bool Holds(ClassSet others) => (others.Bits & ~Bits) == 0;

    /// <summary>In the order of their numbers.</summary>
    public IEnumerable<DeviceClass> ToClasses()
    {
        for (var i = 0; i < 8; i++)
        {
            if ((Bits & (1 << i)) != 0)
            {
                yield return (DeviceClass)i;
            }
        }
    }
}
