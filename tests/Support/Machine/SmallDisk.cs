using System.Globalization;

namespace OrleansIm.Support.Machine;

/// <summary>A file system of a few gigabytes in a file that takes only the room of what is written, so that it can be filled to the last byte and freed again.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private const int Megabytes = 4096;

    private readonly string _root = Directory.CreateTempSubdirectory("oim-disk-").FullName;

    private SmallDisk() => AppDomain.CurrentDomain.ProcessExit += Abandon;

    /// <summary>Where it is mounted; everybody may write.</summary>
    public string Path => System.IO.Path.Combine(_root, "disk");

    private string Image => System.IO.Path.Combine(_root, "image");

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    public static async Task<SmallDisk> CreateAsync()
    {
        var disk = new SmallDisk();
        try
        {
            await Tool.RunAsync("chmod", "755", disk._root);
            await using (var image = File.Create(disk.Image))
            {
                image.SetLength(Megabytes * 1024L * 1024);
            }

            // No part is reserved for root: full is to be full for everybody.
            await Tool.RunAsync("mkfs.ext4", "-q", "-m", "0", disk.Image);
            Directory.CreateDirectory(disk.Path);
            await Tool.RunAsync("mount", "-o", "loop", disk.Image, disk.Path);
            await Tool.RunAsync("chmod", "777", disk.Path);
            return disk;
        }
        catch
        {
            await disk.DisposeAsync();
            throw;
        }
    }

    /// <summary>A new folder on it.</summary>
    public string Folder(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;

    /// <summary>Takes all the room that is left, and sees to it that nothing can be written any more.</summary>
    public async Task FillAsync()
    {
        // The last blocks are too few for one piece of that size, and there are some after each that failed.
        for (var size = 1024L * 1024 * 1024; size >= 4096; size /= 2)
        {
            for (var piece = 0; ; piece++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"{Ballast}-{size}-{piece}");
                var (code, _) = await Tool.TryAsync("fallocate", "-l", size.ToString(CultureInfo.InvariantCulture), name);
                if (code != 0)
                {
                    File.Delete(name);
                    break;
                }
            }
        }

        if (IsWritable())
        {
            throw new InvalidOperationException("The disk was filled, and a file could be written on it all the same.");
        }
    }

    /// <summary>Gives back what <see cref="FillAsync"/> took.</summary>
    public void Free()
    {
        foreach (var piece in Directory.GetFiles(Path, "ballast-*"))
        {
            File.Delete(piece);
        }
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= Abandon;
        if (Directory.Exists(Path))
        {
            await Tool.TryAsync("umount", Path);
        }

        Directory.Delete(_root, recursive: true);
    }

    /// <summary>Makes one, and takes it away.</summary>
    internal static async Task TryAsync() => await (await CreateAsync()).DisposeAsync();

    private bool IsWritable()
    {
        var name = System.IO.Path.Combine(Path, "probe");
        try
        {
            // As much as a page of a database.
            File.WriteAllBytes(name, new byte[8192]);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
        finally
        {
            File.Delete(name);
        }
    }

    // Lazily: a server may still hold files open.
    private void Abandon(object? sender, EventArgs e) => Tool.RunAtExit("umount", "-l", Path);
}
