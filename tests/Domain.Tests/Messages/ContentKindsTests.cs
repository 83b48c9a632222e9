using OrleansIm.Domain.Messages;

namespace OrleansIm.Domain.Tests.Messages;

public sealed class ContentKindsTests
{
    [Fact]
    public void Every_kind_has_a_name_that_leads_back_to_it_and_a_bit_of_its_own()
    {
        var kinds = Enum.GetValues<ContentKind>().Where(kind => kind != ContentKind.None).ToList();

        Assert.All(
            kinds.Where(static kind => kind != ContentKind.MissedCall), kind => Assert.Equal(kind, ContentKinds.Parse(ContentKinds.NameOf(kind))));
        Assert.Equal(ContentKind.Call, ContentKinds.Parse(ContentKinds.NameOf(ContentKind.MissedCall)));
        Assert.Equal(kinds.Count, kinds.Select(ContentKinds.Bit).Distinct().Count());
        Assert.Equal(ContentKind.None, ContentKinds.Parse("nonsense"));
    }

    [Fact]
    public void Only_what_people_wrote_counts_and_calls_that_were_missed()
    {
        Assert.All([ContentKind.Text, ContentKind.Audio, ContentKind.Merged], kind => Assert.True(ContentKinds.Counts(kind)));
        Assert.All(
            [ContentKind.None, ContentKind.Tip, ContentKind.Recall, ContentKind.Edit, ContentKind.Reaction, ContentKind.Call],
            kind => Assert.False(ContentKinds.Counts(kind)));
        Assert.True(ContentKinds.Counts(ContentKind.MissedCall));
        Assert.False(ContentKinds.IsMessage(ContentKind.MissedCall));
    }
}
