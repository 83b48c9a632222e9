using System.Text;

namespace OrleansIm.Cli.Chat;

/// <summary>What was typed: a command with its arguments, or a text to send (the name is then empty).</summary>
internal sealed record TypedLine(string Command, IReadOnlyList<string> Arguments, string Text)
{
    public static TypedLine Parse(string line)
    {
        // Two slashes send a text that starts with one.
        if (!line.StartsWith('/') || line.StartsWith("//", StringComparison.Ordinal))
        {
            return new TypedLine(string.Empty, [], line.StartsWith("//", StringComparison.Ordinal) ? line[1..] : line);
        }

        var words = Words(line[1..]);
        return words.Count == 0 ? new TypedLine("help", [], line) : new TypedLine(words[0], words[1..], line);
    }

    /// <summary>What stands behind the command and its first word, as it was typed.</summary>
    public string AfterFirstWord()
    {
        var rest = Text[(Text.IndexOf(' ', StringComparison.Ordinal) + 1)..].TrimStart();
        return rest.Contains(' ', StringComparison.Ordinal) ? rest[rest.IndexOf(' ', StringComparison.Ordinal)..].Trim() : string.Empty;
    }

    /// <summary>Words between blanks; what stands in double quotes is one word, blanks included.</summary>
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        var isQuoted = false;
        foreach (var c in line)
        {
            if (c == '"')
            {
                isQuoted = !isQuoted;
                word ??= new StringBuilder();
            }
            else if (isQuoted || !char.IsWhiteSpace(c))
            {
                word = (word ?? new StringBuilder()).Append(c);
            }
            else if (word is not null)
            {
                words.Add(word.ToString());
                word = null;
            }
        }

        if (word is not null)
        {
            words.Add(word.ToString());
        }

        return words;
    }
}
