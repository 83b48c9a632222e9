namespace OrleansIm.Domain.Conversations;

/// <summary>Who comes first in a group: the higher role, of equals who has been there longer.</summary>
public static class Succession
{
    /// <summary>The first of those who are in; null if nobody is.</summary>
    public static Member? First(IEnumerable<Member> members)
    {
        Member? first = null;
        foreach (var member in members)
        {
            if (member.IsIn && (first is null || Precedes(member, first)))
            {
                first = member;
            }
        }

        return first;
    }

    private static bool Precedes(Member one, Member other) =>
        one.Role != other.Role ? one.Role > other.Role
        : one.JoinedSeq != other.JoinedSeq ? one.JoinedSeq < other.JoinedSeq
        : string.CompareOrdinal(one.User, other.User) < 0;
}
