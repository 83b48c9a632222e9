using OrleansIm.Domain.Search;

namespace OrleansIm.Domain.Tests.Search;

public sealed class SearchTermsTests
{
    [Theory]
    [InlineData("Hello, World! 42", "hello|world|42")]
    [InlineData("iPhone15手机 is-here", "iphone15|手机|is|here")]
    [InlineData("ＡＢＣ１２", "abc12")]
    [InlineData("ÄÖÜ straße", "äöü|straße")]
    [InlineData("東京タワー, ぽん", "東京タワー|ぽん")]
    [InlineData("e\u0301tude", "e\u0301tude")]
    [InlineData(" \u200b …!? 😀 ", "")]
    [InlineData("a😀b", "a|b")]
    [InlineData("สวัสดี", "สวัสดี")]
    public void A_text_falls_apart_where_scripts_meet_and_at_what_is_no_letter(string text, string runs) =>
        Assert.Equal(runs.Split('|', StringSplitOptions.RemoveEmptyEntries), SearchWords.Split(text).Select(static run => run.Text));

    [Theory]
    [InlineData("会议", "明天开会议室", true)]
    [InlineData("议开", "明天开会议室", false)]
    [InlineData("开会 议室", "明天开会议室", true)]
    [InlineData("会", "明天开会议室", true)]
    [InlineData("hello", "Hello there", true)]
    [InlineData("hell", "Hello there", false)]
    [InlineData("THERE hello", "Hello there", true)]
    [InlineData("hello you", "Hello there", false)]
    [InlineData("开议", "开会议", false)]
    [InlineData("report", "report.pdf", true)]
    public void All_that_is_looked_for_must_be_in_the_text_and_then_the_index_has_it_too(string sought, string text, bool found)
    {
        var terms = SearchTerms.Parse(sought)!;

        Assert.Equal(found, terms.Match(text));
        Assert.True(!found || terms.Words.All(SearchWords.Of(text).Contains));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("?!, 😀")]
    public void Without_letter_or_digit_there_is_nothing_to_look_for(string sought) => Assert.Null(SearchTerms.Parse(sought));

    [Fact]
    public void However_long_it_is_the_index_is_asked_for_few_words_and_the_text_for_all()
    {
        var sought = string.Join(' ', Enumerable.Range(0, 40).Select(static i => $"word{i}"));

        Assert.InRange(SearchTerms.Parse(sought)!.Words.Count, 1, 8);
        Assert.True(SearchTerms.Parse(sought)!.Match(sought + " more"));
        Assert.False(SearchTerms.Parse(sought)!.Match(sought.Replace("word0 ", string.Empty, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_numbers_of_words_are_stored_and_stay_as_they_are()
    {
        Assert.Equal(3645188298146990999, SearchWords.Number("hello"));
        Assert.Equal(3, SearchWords.Of("会议").Length);
        Assert.Equal(2, SearchWords.Of("one two ONE").Length);
    }

    [Fact]
    public void A_place_is_read_as_it_was_written_and_nothing_else()
    {
        var place = new SearchPlace(1_700_000_000_000, 42, "d:alice:bob");

        Assert.True(SearchPlace.TryParse(place.ToString(), out var read));
        Assert.Equal(place, read);
        foreach (var wrong in (string[])["", "1", "1:2", "1:2:", "1:2:x:y", "-1:2:g:a", "1:2:d:b:a", "a:2:g:a", "1:99999999999999999999:g:a"])
        {
            Assert.False(SearchPlace.TryParse(wrong, out _), wrong);
        }
    }
}
