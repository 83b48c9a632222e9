using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Groups;

namespace OrleansIm.Protocol.Frames.Server.Groups;

/// <summary>What a group is, as one of its members may know it.</summary>
/// <param name="Re">Request id.</param>
/// <param name="Group">Which.</param>
/// <param name="Name">May be empty.</param>
/// <param name="Announcement">Null for none.</param>
/// <param name="Portrait">Null for none.</param>
/// <param name="Owner">Who owns it.</param>
/// <param name="Members">How many there are.</param>
/// <param name="Admins">How many of them are admins.</param>
/// <param name="Role">The asker's.</param>
/// <param name="MutedUntil">Until when the asker may not write; 0 if it may.</param>
/// <param name="Rules">How members may write.</param>
/// <param name="Created">Unix milliseconds.</param>
/// <param name="JoinBy">How one joins.</param>
/// <param name="History">How many older entries newcomers may look up; -1 for all.</param>
/// <param name="Requests">How many wait to be let in; null for who may not know.</param>
/// <param name="Link">The link by which one joins; null for none, and for who may not know.</param>
/// <param name="LinkExpires">Until when, Unix milliseconds.</param>
/// <param name="Pins">Sequences of the pinned messages that the asker sees, the latest pin first.</param>
public sealed record GroupInfoReceipt(
    string Re, string Group, string Name, string? Announcement, string? Portrait, string Owner, int Members, int Admins,
    MemberRole Role, long MutedUntil, GroupRules Rules, long Created, JoinBy JoinBy, int History, int? Requests,
    string? Link, long LinkExpires, IReadOnlyList<long> Pins) : ServerFrame;
