namespace OrleansIm.Support.Checking;

/// <summary>One message as its sender knows it: what was asked, how often, and what was answered.</summary>
public sealed class SendAttempt
{
    public required string Sender { get; init; }

    public required string Conversation { get; init; }

    public required string ClientId { get; init; }

    /// <summary>Unique over the whole run, so that whoever reads it knows which message it is.</summary>
    public required string Body { get; init; }

    /// <summary>When it was first handed to a connection (monotonic).</summary>
    public long Invoked { get; set; }

    /// <summary>When the first receipt came (monotonic); 0 if none came.</summary>
    public long Acked { get; set; }

    /// <summary>Every time it was said, and by which entrance: where time went when it took long.</summary>
    public List<SendTry> Tries { get; } = [];

    /// <summary>The sequences of all receipts; they must all be the same.</summary>
    public List<long> Receipts { get; } = [];

    /// <summary>True if an attempt was answered with an error that asks to try again: its place among the sender's others is then open.</summary>
    public bool WasDelayed { get; set; }

    /// <summary>True if the server said no for good: nobody may ever see it.</summary>
    public bool WasRefused { get; set; }

    public bool IsAcked => Receipts.Count > 0;

    public long Seq => Receipts[0];
}
