namespace OrleansIm.Load.Traffic;

/// <summary>The answer to a request: empty code for a receipt, else why not.</summary>
internal readonly record struct Answer(string Code, string Json)
{
    public bool IsReceipt => Code.Length == 0;
}
