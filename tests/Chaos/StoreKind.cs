namespace OrleansIm.Chaos;

/// <summary>Where the server under attack keeps its log.</summary>
public enum StoreKind
{
    Sqlite,
    Postgres,
}
