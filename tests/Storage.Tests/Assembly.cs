using OrleansIm.Storage.Tests.Engines;

[assembly: AssemblyFixture(typeof(PostgresEngine))]
