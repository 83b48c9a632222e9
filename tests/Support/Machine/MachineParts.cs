namespace OrleansIm.Support.Machine;

/// <summary>What a fault needs that not every machine can give.</summary>
[Flags]
public enum MachineParts
{
    None = 0,

    /// <summary>A network in which each process has an address of its own, and every way can be cut.</summary>
    Network = 1,

    /// <summary>A small disk for the database alone.</summary>
    Disk = 2,

    /// <summary>A clock for each process.</summary>
    Clocks = 4,
}
