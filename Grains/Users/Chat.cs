using OrleansIm.Domain.Messages;
using OrleansIm.Domain.Users;
using OrleansIm.Grains.Interfaces.Personal;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Protocol.Messages;

namespace OrleansIm.Grains.Users;

/// <summary>One line of a user's chat list, in memory.</summary>
internal sealed class Chat(string conversation)
{
    public string Conversation { get; } = conversation;

    /// <summary>How it stands; <c>View.Head</c> is the highest entry known here without a gap.</summary>
    public MemberView View { get; set; }

    public MessageItem? Last { get; private set; }

    /// <summary>The user's own id of it; null if somebody else sent it.</summary>
    public string? LastId { get; private set; }

    /// <summary>When the last entry was taken, Unix milliseconds; orders the list.</summary>
    public long LastTime { get; set; }

    /// <summary>Entries at or below this are not for this user.</summary>
    public long Floor { get; set; }

    /// <summary>What the user has done with it for itself.</summary>
    public PersonalState Personal { get; set; } = PersonalState.None;

    /// <summary>What it takes in a frame beside the frame's own words, at most; a character of a draft may be an escape of six bytes.</summary>
    public int Bytes => Conversation.Length + (Last?.Json.Length ?? 0) + (6 * ((LastId?.Length ?? 0) + (Personal.Draft?.Length ?? 0)));

    /// <summary>What the list would show is hidden: the storage is to be asked what it shows instead.</summary>
    public bool LacksLast { get; set; }

    /// <summary>Something was hidden and nobody told what: it is to be read anew.</summary>
    public bool IsDoubtful { get; set; }

    /// <summary>Up to where the user has cleared it, in whichever membership; who only joined late has not.</summary>
    private long Cleared => View.ClearedSeq == View.JoinedSeq ? 0 : View.ClearedSeq;

    /// <summary>This is what the list shows of it from now on.</summary>
    public void Show(MessageItem? last, string? lastId) => (Last, LastId) = (last, lastId);

    /// <summary>Everything so far is hidden: nothing of it is shown any more.</summary>
    public void Clear()
    {
        Floor = Math.Max(Floor, View.ClearedSeq);
        if (Last is { } last && last.Seq <= Floor)
        {
            Show(null, null);
        }
    }

    /// <summary>Messages are hidden one by one.</summary>
    /// <param name="notice">Which; the same may be told more than once.</param>
    public void Hide(HideNotice notice)
    {
        IsDoubtful |= notice.Hides - notice.Added > Personal.Hides;
        Personal = Personal with
        {
            HiddenSeq = Math.Max(Personal.HiddenSeq, notice.Seqs[^1]),
            Hides = Math.Max(Personal.Hides, notice.Hides),
        };
        if (Last is { } last && notice.Seqs.Contains(last.Seq))
        {
            Show(null, null);
            LacksLast = true;
        }
    }

    /// <summary>May the list show this entry, which stands there already or follows what does?</summary>
    public bool Shows(long seq) =>
        seq > Floor && (seq == Last?.Seq || (seq > (Last?.Seq ?? 0) && seq > Personal.HiddenSeq));

    /// <summary>True if it has a place in the list.</summary>
    public bool IsListed => LastTime > 0 && !Personal.Removed;

    public ChatListItem ToItem() => new(
        Conversation, View, Last is { } last && LastId is { } id ? last with { Json = MessageJson.WithClientId(last.Json, id) } : Last, ToState());

    public ChatState ToState() => new(
        Personal.Pinned, (int)Personal.NoDisturb, Personal.Archived, Personal.IsMarked(View.ReadSeq), Personal.Removed,
        Cleared, Personal.Draft, Personal.Hides);
}
