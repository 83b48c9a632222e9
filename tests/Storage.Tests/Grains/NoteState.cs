namespace OrleansIm.Storage.Tests.Grains;

/// <summary>State with everything a versioned class may have, a private setter among it.</summary>
[GenerateSerializer, Alias("test.NoteState")]
public sealed class NoteState
{
    [Id(0)]
    public string Text { get; set; } = string.Empty;

    [Id(1)]
    public int Writes { get; private set; }

    public void Write(string text)
    {
        Text = text;
        Writes++;
    }
}
