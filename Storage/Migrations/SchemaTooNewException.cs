namespace OrleansIm.Storage.Migrations;

/// <summary>The database was written by a newer version of the program than this one; starting would harm it.</summary>
public sealed class SchemaTooNewException(int found, int known)
    : Exception($"The database has schema version {found}, but this program knows only version {known}: start a newer version of the program.");
