using OrleansIm.Domain.Users;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Native;

/// <summary>How it is said on the wire to whom something is open.</summary>
internal static class Audiences
{
    private const int MaxBytes = 64;

    private static readonly string[] Names = ["everyone", "contacts", "nobody"];

    public static string NameOf(Audience audience) => Names[(int)audience];

    /// <summary>One of them; null if it is absent or wrong.</summary>
    public static Audience? Read(ref Fields fields, int field, bool contacts = true)
    {
        if (fields.Text(field, MaxBytes) is not { } name)
        {
            return null;
        }

        var at = Array.IndexOf(Names, name);
        if (at >= 0 && (contacts || at != (int)Audience.Contacts))
        {
            return (Audience)at;
        }

        fields.Invalid(field, contacts ? "must be everyone, contacts or nobody" : "must be everyone or nobody");
        return null;
    }
}
