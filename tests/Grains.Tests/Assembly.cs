using OrleansIm.Grains.Tests.Cluster;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(ImCluster))]
[assembly: Parallelization(Mode = ParallelMode.None)]
