namespace OrleansIm.Domain.Conversations;

/// <summary>What a member may do in a group. The numbers are stored: never renumber.</summary>
public enum MemberRole : byte
{
    Member = 0,
    Admin = 1,
    Owner = 2,
}
