namespace OrleansIm.Support.Servers;

/// <summary>Where clients come in: one server, or any gateway of a cluster.</summary>
public interface IEntrance
{
    /// <summary>The process to connect to next; another one each time if there are several.</summary>
    ServerProcess Server { get; }
}
