namespace OrleansIm.Domain.Users;

/// <summary>What a user has set for all of its conversations, and for those who would like to have to do with it.</summary>
/// <param name="ReadReceipts">Others are told what the user reads, and the user what others read.</param>
/// <param name="Write">Who may write to it directly.</param>
/// <param name="Add">Who may ask to become its contact: everyone or nobody.</param>
/// <param name="Presence">To whom of those who may see others at all it shows whether it is there.</param>
public sealed record OwnRules(bool ReadReceipts, Audience Write, Audience Add, Audience Presence)
{
    /// <summary>Of one who has set nothing.</summary>
    public static OwnRules Open { get; } = new(true, Audience.Everyone, Audience.Everyone, Audience.Everyone);

    /// <summary>May this user be written to by the other?</summary>
    public bool TakesMessages(bool areContacts) =>
        Write == Audience.Everyone || (Write == Audience.Contacts && areContacts);

    /// <summary>The rules after a change; what is not given stays.</summary>
    public OwnRules With(RulesChange change) => new(
        change.ReadReceipts ?? ReadReceipts, change.Write ?? Write, change.Add ?? Add, change.Presence ?? Presence);
}
