namespace OrleansIm.Storage.Migrations;

/// <summary>One numbered step of the schema. Steps are never changed after release, only added.</summary>
public sealed record Migration(int Version, string Name, string Sql);
