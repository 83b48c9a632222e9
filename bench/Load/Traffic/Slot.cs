namespace OrleansIm.Load.Traffic;

/// <summary>A message in flight.</summary>
internal struct Slot
{
    public int Number;
    public int PushesLeft;
    public bool IsWaitingForReceipt;
    public long SentAt;

    public readonly bool IsDone => PushesLeft == 0 && !IsWaitingForReceipt;
}
