using OrleansIm.Load.Frames;
using OrleansIm.Load.Sockets;

namespace OrleansIm.Load;

/// <summary>What the command line asks for.</summary>
internal sealed record LoadOptions
{
    public required string Scenario { get; init; }
    public required string Host { get; init; }
    public required int Port { get; init; }
    public required bool Tls { get; init; }
    public required bool LengthPrefixed { get; init; }
    public required string Key { get; init; }
    public required int Users { get; init; }

    /// <summary>Of a room, those who never log in included; at least <see cref="Users"/>.</summary>
    public required int Members { get; init; }

    public required int Window { get; init; }
    public required int Senders { get; init; }
    public required int Messages { get; init; }
    public required double Seconds { get; init; }
    public required double Warmup { get; init; }
    public required double Drain { get; init; }
    public required double Rate { get; init; }
    public required int Bytes { get; init; }
    public required int Concurrency { get; init; }
    public required int Limit { get; init; }
    public required IReadOnlyList<int> ServerPids { get; init; }
    public required string Label { get; init; }

    /// <summary>Part of every user id, so that runs against one server do not share conversations.</summary>
    public required string Run { get; init; }

    /// <summary>Refuses what cannot be run.</summary>
    public void Validate()
    {
        Require(Bytes is >= Stamp.Size and <= 8192, $"--bytes must be {Stamp.Size} to 8192.");
        Require(Users > 0 && (Users > 1 || Scenario is not ("pairs" or "room" or "recall")), "--users is too small.");
        Require(Window > 0 && Senders > 0 && Messages > 0 && Concurrency > 0, "Counts must be positive.");
        Require(Members >= Users, "--members must be at least --users.");
        Require(Scenario != "room" || Senders <= Users, "--senders must not exceed --users.");
        Require(Scenario != "offline" || Messages % Senders == 0, "--messages must be a multiple of --senders.");
        Require(Seconds > 0 && Warmup >= 0 && Drain > 0 && Rate >= 0, "Times and rates must not be negative.");
        Require(Limit is >= 1 and <= 200, "--limit must be 1 to 200.");
    }

    public Endpoint Endpoint() => new(Host, Port, Tls, LengthPrefixed);

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new ArgumentException(otherwise);
        }
    }
}
