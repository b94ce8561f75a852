using DeepLearning.Data;
using DeepLearning.Random;

namespace DeepLearning.Tests.Data;

public class TextCorpusTests
{
    private static readonly TextCorpus s_letters = new("abcdefghij");

    [Fact]
    public void The_comedy_has_its_characters()
    {
        var corpus = TextCorpus.AsYouLikeIt();
        Assert.Equal(125_179, corpus.Length);
        Assert.Equal(corpus.Text, corpus.Decode(corpus.Indices));
    }

    [Fact]
    public void The_vocabulary_is_sorted_and_without_repetition() => Assert.Equal("abn", new TextCorpus("banana").Decode([0, 1, 2]));

    [Fact]
    public void An_emoji_is_one_character()
    {
        var corpus = new TextCorpus("a🦝b🦊a🦝");
        Assert.Equal((6, 4), (corpus.Length, corpus.Vocabulary.Count));
        Assert.Equal([0, 3, 1, 2, 0, 3], corpus.Indices);
        Assert.Equal(corpus.Text, corpus.Decode(corpus.Indices));
        var (train, heldOut) = corpus.Split(0.34);
        Assert.Equal(("a🦝b🦊", "a🦝"), (train.Text, heldOut.Text));
        Assert.Contains("half of a surrogate pair (U+D83E) at 1",
            Assert.Throws<ArgumentException>(() => new TextCorpus("a🦝b"[..2])).Message);
        Assert.Contains("the character '🐻' at 1 is not", Assert.Throws<ArgumentException>(() => corpus.Encode("a🐻")).Message);
    }

    [Fact]
    public void Held_out_text_follows_the_training_text_and_shares_its_vocabulary()
    {
        var (train, heldOut) = s_letters.Split(0.3);
        Assert.Equal(("abcdefg", "hij"), (train.Text, heldOut.Text));
        Assert.Equal([7, 8, 9], heldOut.Indices);
        Assert.Throws<ArgumentOutOfRangeException>(() => s_letters.Split(0));
    }

    [Fact]
    public void Targets_are_one_character_further_on()
    {
        var windows = s_letters.Sample(20, 4, new RandomState(1));
        for (var i = 0; i < windows.Inputs.Length; i++) Assert.Equal(windows.Inputs[i] + 1, windows.Targets[i]);
        Assert.Contains(9, windows.Targets);
    }

    [Fact]
    public void Streams_go_on_where_the_same_row_ended()
    {
        var windows = s_letters.Streams(2, 2).ToList();
        Assert.Equal([[0, 1, 4, 5], [2, 3, 6, 7]], windows.Select(w => w.Inputs));
        Assert.Equal([1, 2, 5, 6], windows[0].Targets);
    }

    [Fact]
    public void Overlapping_windows_start_one_after_the_other() =>
        Assert.Equal([2, 3, 4, 3, 4, 5], s_letters.Overlapping(2, 2, 3).Inputs);

    [Fact]
    public void One_hot_windows_mark_each_character()
    {
        var windows = s_letters.Overlapping(0, 2, 3);
        Assert.Equal<int>([2, 3, 10], windows.OneHotInputs().Shape);
        Assert.Equal(1, windows.OneHotInputs()[1, 2, 3]);
        Assert.Equal(1, windows.OneHotTargets()[5, 4]);
    }

    [Fact]
    public void Windows_longer_than_the_text_are_refused()
    {
        Assert.Contains("11 characters are needed, the text has 10",
            Assert.Throws<ArgumentOutOfRangeException>(() => s_letters.Sample(1, 10, new RandomState(1))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => s_letters.Streams(5, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => s_letters.Overlapping(8, 2, 1));
    }

    [Fact]
    public void Unknown_characters_and_numbers_are_named()
    {
        Assert.Contains("the character 'z' at 1", Assert.Throws<ArgumentException>(() => s_letters.Encode("az")).Message);
        Assert.Contains("10 is not a place", Assert.Throws<ArgumentOutOfRangeException>(() => s_letters.Decode([10])).Message);
        Assert.Throws<ArgumentException>(() => new TextCorpus(""));
    }
}
