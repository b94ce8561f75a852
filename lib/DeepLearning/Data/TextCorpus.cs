using System.Text;
using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Data;

/// <summary>A text as numbers: each of its characters by its place in a vocabulary.</summary>
/// <remarks>A character is a code point of Unicode (<see cref="Rune"/>), so that an emoji is one and not two halves.</remarks>
public sealed class TextCorpus
{
    private readonly Dictionary<Rune, int> _places;

    /// <summary>Makes a corpus of a text, whose vocabulary is its distinct characters in the order of their codes.</summary>
    /// <exception cref="ArgumentException">The text is empty, or holds half of a surrogate pair.</exception>
    public TextCorpus(string text) : this(text, [.. (text ?? "").EnumerateRunes().Distinct().Order()]) { }

    private TextCorpus(string text, Rune[] vocabulary)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        Text = text;
        Vocabulary = vocabulary;
        _places = vocabulary.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        Indices = Encode(text);
    }

    /// <summary>The comedy <i>As You Like It</i>, 125,179 characters.</summary>
    /// <exception cref="FileNotFoundException">The file is missing.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static TextCorpus AsYouLikeIt() =>
        DataFile.AsYouLikeIt.Load((bytes, _) => new TextCorpus(System.Text.Encoding.ASCII.GetString(bytes)));

    /// <summary>Passages of Shakespeare's plays, 1,115,394 characters: the text on which char-rnn and nanoGPT train.</summary>
    /// <inheritdoc cref="AsYouLikeIt"/>
    public static TextCorpus TinyShakespeare() =>
        DataFile.TinyShakespeare.Load((bytes, _) => new TextCorpus(System.Text.Encoding.ASCII.GetString(bytes)));

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The distinct characters; a character's number is its place here.</summary>
    public IReadOnlyList<Rune> Vocabulary { get; }

    /// <summary>The number of each character of the text.</summary>
    public IReadOnlyList<int> Indices { get; }

    /// <summary>The number of characters.</summary>
    public int Length => Indices.Count;

    /// <summary>A text as numbers.</summary>
    /// <exception cref="ArgumentException">A character is not in the vocabulary.</exception>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var indices = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i += char.IsHighSurrogate(text[i]) ? 2 : 1)
        {
            if (!Rune.TryGetRuneAt(text, i, out var character))
                throw new ArgumentException($"TextCorpus: the text has half of a surrogate pair (U+{(int)text[i]:X4}) at {i}; an " +
                    $"emoji was cut in two there.", nameof(text));
            if (!_places.TryGetValue(character, out var place))
                throw new ArgumentException($"TextCorpus.Encode: the character '{character}' at {i} is not in the vocabulary of " +
                    $"{Vocabulary.Count} characters.", nameof(text));
            indices.Add(place);
        }
        return [.. indices];
    }

    /// <summary>Numbers as a text.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not a place in the vocabulary.</exception>
    public string Decode(IEnumerable<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        return string.Concat(indices.Select(index => (uint)index < (uint)Vocabulary.Count
            ? Vocabulary[index]
            : throw new ArgumentOutOfRangeException(nameof(indices),
                $"TextCorpus.Decode: {index} is not a place in the vocabulary of {Vocabulary.Count} characters.")));
    }

    /// <summary>The beginning for training and the end to test on, both with this vocabulary.</summary>
    /// <param name="heldOut">The share of characters that is held out, between 0 and 1.</param>
    public (TextCorpus Train, TextCorpus HeldOut) Split(double heldOut = 0.1)
    {
        var cut = Length - (int)Math.Round(Length * heldOut);
        if (cut <= 0 || cut >= Length)
            throw new ArgumentOutOfRangeException(nameof(heldOut),
                $"TextCorpus.Split: holding out {heldOut} of {Length} characters leaves one part empty.");
        Rune[] vocabulary = [.. Vocabulary];
        return (new(Decode(Indices.Take(cut)), vocabulary), new(Decode(Indices.Skip(cut)), vocabulary));
    }

    /// <summary>Windows at random places, and as targets the same windows one character further on.</summary>
    /// <returns>Two arrays of batch rows of <paramref name="length"/> numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The text is shorter than a window and its target.</exception>
    public TextWindows Sample(int batch, int length, RandomState random)
    {
        ArgumentNullException.ThrowIfNull(random);
        RequireRoom(length, nameof(length));
        return Windows(random.RandInt(0, Length - length, batch), length);
    }

    /// <summary>Windows of which each starts where the one before it in the same row ended, for networks that keep their state from batch
    /// to batch.</summary>
    /// <remarks>The text is cut into batch equal parts, one for each row; what does not fill a window at the end is left out.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A row is shorter than a window and its target.</exception>
    public IEnumerable<TextWindows> Streams(int batch, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        var part = (Length - 1) / batch;
        if (length <= 0 || part < length)
            throw new ArgumentOutOfRangeException(nameof(length),
                $"TextCorpus.Streams: {batch} rows of {Length} characters hold {part} each, less than a window of {length}.");
        return Enumerable.Range(0, part / length).Select(i =>
            Windows([.. Enumerable.Range(0, batch).Select(row => row * part + i * length)], length));
    }

    /// <summary>Windows that start one character after each other, from <paramref name="start"/> on: the book's batches.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The last window or its target lies beyond the text.</exception>
    public TextWindows Overlapping(int start, int batch, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        RequireRoom(start + batch + length - 1, nameof(start));
        return Windows([.. Enumerable.Range(start, batch)], length);
    }

    private void RequireRoom(int needed, string argument)
    {
        if (needed <= 0 || needed >= Length)
            throw new ArgumentOutOfRangeException(argument, $"TextCorpus: {needed + 1} characters are needed, the text has {Length}.");
    }

    private TextWindows Windows(int[] starts, int length)
    {
        int[] Row(int shift) => [.. starts.SelectMany(start => Enumerable.Range(start + shift, length)).Select(i => Indices[i])];
        return new(Row(0), Row(1), starts.Length, length, Vocabulary.Count);
    }
}

/// <summary>A batch of windows of a text, and the characters that follow each of theirs.</summary>
/// <param name="Inputs">Numbers of the characters, window after window [batch · length].</param>
/// <param name="Targets">Numbers of the characters one further on.</param>
/// <param name="Batch">How many windows.</param>
/// <param name="Length">How many characters each.</param>
/// <param name="Symbols">The size of the vocabulary.</param>
public sealed record TextWindows(int[] Inputs, int[] Targets, int Batch, int Length, int Symbols)
{
    /// <summary>The inputs one-hot [batch, length, symbols].</summary>
    public Tensor OneHotInputs() => OneHot.Encode(Inputs, Symbols).Reshape(Batch, Length, Symbols);

    /// <summary>The targets one-hot, a row for each position [batch · length, symbols].</summary>
    public Tensor OneHotTargets() => OneHot.Encode(Targets, Symbols);
}
