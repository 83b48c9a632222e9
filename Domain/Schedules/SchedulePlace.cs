using System.Globalization;

namespace OrleansIm.Domain.Schedules;

/// <summary>A place in the list of a user's scheduled messages, which is in the order of their times.</summary>
/// <param name="At">The time.</param>
/// <param name="Conversation">The conversation.</param>
/// <param name="ClientId">The client's id.</param>
[GenerateSerializer, Immutable, Alias("im.SchedulePlace")]
public readonly record struct SchedulePlace(
    [property: Id(0)] long At,
    [property: Id(1)] string Conversation,
    [property: Id(2)] string ClientId)
{
    private const int Parts = 3;

    /// <summary>Before all messages.</summary>
    public static SchedulePlace First => new(0, string.Empty, string.Empty);

    /// <summary>Reads what <see cref="ToString"/> has written.</summary>
    public static bool TryParse(string text, out SchedulePlace place)
    {
        // Neither a time nor a conversation has a space in it; a client id may.
        var parts = text.Split(' ', Parts);
        place = First;
        if (parts.Length != Parts || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at))
        {
            return false;
        }

        place = new SchedulePlace(at, parts[1], parts[2]);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At} {Conversation} {ClientId}");
}
