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

        var words = line[1..].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length == 0 ? new TypedLine("help", [], line) : new TypedLine(words[0], words[1..], line);
    }
}
