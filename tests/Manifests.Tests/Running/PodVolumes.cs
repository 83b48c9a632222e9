using k8s.Models;
using OrleansIm.Manifests.Tests.Rendering;

namespace OrleansIm.Manifests.Tests.Running;

/// <summary>The volumes of a pod as folders: empty ones, secrets as files, and claims that outlive the pod.</summary>
internal sealed class PodVolumes
{
    private readonly V1Container _container;

    public PodVolumes(Manifest manifest, Workload workload, string root)
    {
        (Root, _container) = (root, workload.Pod.Containers.Single());
        foreach (var volume in workload.Pod.Volumes ?? [])
        {
            Directory.CreateDirectory(Folder(volume.Name));
            foreach (var item in volume.Secret?.Items ?? [])
            {
                File.WriteAllBytes(Path.Combine(Folder(volume.Name), item.Path), manifest.Secret(volume.Secret!.SecretName)!.Data[item.Key]);
            }
        }

        foreach (var claim in workload.Claims)
        {
            Directory.CreateDirectory(Folder(claim.Metadata.Name));
        }
    }

    public string Root { get; }

    /// <summary>A path below one of the container's mounts, where it is on this machine; any other text as it is.</summary>
    public string OnThisMachine(string path)
    {
        var mount = (_container.VolumeMounts ?? []).FirstOrDefault(mount =>
            path == mount.MountPath || path.StartsWith(mount.MountPath + "/", StringComparison.Ordinal));
        return mount is null ? path : Folder(mount.Name) + path[mount.MountPath.Length..];
    }

    private string Folder(string volume) => Path.Combine(Root, volume);
}
