using System.ComponentModel.DataAnnotations;

namespace OrleansIm.Gateway.Options;

/// <summary>What one connection may cost, under <c>Limits</c>. Every limit has an answer: an error, a close, or waiting.</summary>
public sealed class LimitOptions
{
    /// <summary>Largest frame from a client, bytes; above: close too_large. 1,024 to 1,048,576; default 65,536.</summary>
    [Range(1024, 1_048_576)]
    public int FrameBytes { get; set; } = 65_536;

    /// <summary>Connections of one gateway; above: refused at once with close draining. 1 to 1,000,000; default 100,000.</summary>
    [Range(1, 1_000_000)]
    public int Connections { get; set; } = 100_000;

    /// <summary>Seconds to log in; then close login_timeout. 1 to 600; default 10.</summary>
    [Range(1, 600)]
    public int LoginSeconds { get; set; } = 10;

    /// <summary>Frames per second a connection may send in the long run; above: error rate_limited. 1 to 1,000,000; default 2,000.</summary>
    [Range(1, 1_000_000)]
    public int FramesPerSecond { get; set; } = 2_000;

    /// <summary>Frames a connection may send at once after a rest. 1 to 1,000,000; default 4,000.</summary>
    [Range(1, 1_000_000)]
    public int FrameBurst { get; set; } = 4_000;

    /// <summary>Refused frames without a pause after which the connection is closed with rate_limited. 1 to 1,000,000; default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int RefusedFrames { get; set; } = 10_000;

    /// <summary>Logins per second of one user on this gateway in the long run; above: close rate_limited. 1 to 10,000; default 10.</summary>
    [Range(1, 10_000)]
    public int LoginsPerSecond { get; set; } = 10;

    /// <summary>Logins of one user at once after a rest. 1 to 10,000; default 50.</summary>
    [Range(1, 10_000)]
    public int LoginBurst { get; set; } = 50;

    /// <summary>Requests of one connection under way; above: its socket is not read. 1 to 65,536; default 256.</summary>
    [Range(1, 65_536)]
    public int RequestsInFlight { get; set; } = 256;

    /// <summary>Bytes waiting for a client that does not read; above: its requests wait, pushes stop, and it is closed in the end. 65,536 to 1 GiB; default 1 MiB.</summary>
    [Range(65_536, 1_073_741_824)]
    public int PendingBytes { get; set; } = 1_048_576;

    /// <summary>Messages pushed and not acknowledged; above: pushing pauses until acks come. 1 to 1,000,000; default 2,000: more than the batches of catching up hold.</summary>
    [Range(1, 1_000_000)]
    public int UnackedMessages { get; set; } = 2_000;

    /// <summary>Batches of catching up that may wait for their ack. 1 to 64; default 3.</summary>
    [Range(1, 64)]
    public int SyncFrames { get; set; } = 3;

    /// <summary>Messages of one batch of catching up. 1 to 2,000; default 500.</summary>
    [Range(1, 2_000)]
    public int SyncMessages { get; set; } = 500;

    /// <summary>Bytes of messages in one batch of catching up; a frame to a client may have 512 KiB. 1,024 to 400 KiB; default 128 KiB.</summary>
    [Range(1_024, 409_600)]
    public int SyncBytes { get; set; } = 131_072;

    /// <summary>Shortest heartbeat interval granted, seconds. 1 to 240; default 1.</summary>
    [Range(1, 240)]
    public int HeartbeatMinSeconds { get; set; } = 1;

    /// <summary>Longest heartbeat interval granted, seconds. 1 to 3,600; default 240.</summary>
    [Range(1, 3_600)]
    public int HeartbeatMaxSeconds { get; set; } = 240;

    /// <summary>Heartbeat interval for clients that propose none, seconds. 1 to 3,600; default 30.</summary>
    [Range(1, 3_600)]
    public int HeartbeatSeconds { get; set; } = 30;

    /// <summary>Users of whom one session may hear whether they are there; above: error too_large. 1 to 10,000; default 1,000.</summary>
    [Range(1, 10_000)]
    public int PresenceUsers { get; set; } = 1_000;

    /// <summary>
    /// Seconds after which a gateway asks again how a user stands whom somebody here watches; after twice as many it looks up anew who may
    /// see whom. 1 to 300; default 30.
    /// </summary>
    [Range(1, 300)]
    public int PresenceRenewSeconds { get; set; } = 30;

    /// <summary>
    /// Requests without an answer (contacts, groups) that a version 1 app is told of at a login; above: the others at a later one, when some
    /// have an answer. 1 to 10,000; default 1,000.
    /// </summary>
    [Range(1, 10_000)]
    public int RequestsTold { get; set; } = 1_000;

    /// <summary>Groups in which these are looked for, in the order of their ids; above: those in the others are told as they come. 1 to 100,000; default 1,000.</summary>
    [Range(1, 100_000)]
    public int GroupsAsked { get; set; } = 1_000;

    /// <summary>Seconds a stopping gateway waits for its clients to go. 0 to 3,600; default 10.</summary>
    [Range(0, 3_600)]
    public int DrainSeconds { get; set; } = 10;

    /// <summary>Seconds over which a stopping gateway's clients spread their move elsewhere, or their return. 0 to 600; default 5.</summary>
    [Range(0, 600)]
    public int DrainSpreadSeconds { get; set; } = 5;
}
