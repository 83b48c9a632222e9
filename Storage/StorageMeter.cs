namespace OrleansIm.Storage;

/// <summary>The name under which storage counts.</summary>
public static class StorageMeter
{
    public const string Name = "OrleansIm.Storage";
}
