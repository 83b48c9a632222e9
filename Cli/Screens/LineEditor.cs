using System.Globalization;

namespace OrleansIm.Cli.Screens;

/// <summary>The line being typed: text, place of the cursor, and the lines typed before.</summary>
internal sealed class LineEditor
{
    private const int Remembered = 100;

    private readonly List<string> _past = [];
    private int _recalled;

    public string Text { get; private set; } = string.Empty;

    /// <summary>Index into <see cref="Text"/>, always between two characters as a person sees them.</summary>
    public int Cursor { get; private set; }

    /// <summary>Takes a key; gives the line if the key ends it, else null.</summary>
    public string? Take(ConsoleKeyInfo key)
    {
        switch (key.Key)
        {
            case ConsoleKey.Enter: return Finish();
            case ConsoleKey.Backspace: Remove(Before(Cursor), Cursor); break;
            case ConsoleKey.Delete: Remove(Cursor, After(Cursor)); break;
            case ConsoleKey.LeftArrow: Cursor = Before(Cursor); break;
            case ConsoleKey.RightArrow: Cursor = After(Cursor); break;
            case ConsoleKey.Home: Cursor = 0; break;
            case ConsoleKey.End: Cursor = Text.Length; break;
            case ConsoleKey.UpArrow: Recall(-1); break;
            case ConsoleKey.DownArrow: Recall(+1); break;
            case ConsoleKey.Escape: Remove(0, Text.Length); break;
            default: Control(key); break;
        }

        return null;
    }

    private void Control(ConsoleKeyInfo key)
    {
        switch (key)
        {
            case { Key: ConsoleKey.A, Modifiers: ConsoleModifiers.Control }: Cursor = 0; break;
            case { Key: ConsoleKey.E, Modifiers: ConsoleModifiers.Control }: Cursor = Text.Length; break;
            case { Key: ConsoleKey.U, Modifiers: ConsoleModifiers.Control }: Remove(0, Cursor); break;
            case { Key: ConsoleKey.K, Modifiers: ConsoleModifiers.Control }: Remove(Cursor, Text.Length); break;
            case { KeyChar: var c } when !char.IsControl(c):
                Text = Text.Insert(Cursor, c.ToString());
                Cursor++;
                break;
        }
    }

    private string Finish()
    {
        var line = Text;
        if (line.Length > 0)
        {
            _past.Add(line);
            if (_past.Count > Remembered)
            {
                _past.RemoveAt(0);
            }
        }

        _recalled = _past.Count;
        Set(string.Empty);
        return line;
    }

    private void Recall(int step)
    {
        _recalled = Math.Clamp(_recalled + step, 0, _past.Count);
        Set(_recalled == _past.Count ? string.Empty : _past[_recalled]);
    }

    private void Set(string text)
    {
        Text = text;
        Cursor = text.Length;
    }

    private void Remove(int from, int to)
    {
        Text = Text.Remove(from, to - from);
        Cursor = from;
    }

    private int After(int place) =>
        place >= Text.Length ? Text.Length : place + StringInfo.GetNextTextElementLength(Text, place);

    private int Before(int place)
    {
        var at = 0;
        while (at < place && After(at) < place)
        {
            at = After(at);
        }

        return at;
    }
}
