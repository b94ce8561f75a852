using System.Globalization;
using DeepLearning.Display;

namespace DeepLearning.Plotting;

/// <summary>A picture for each of several values: the reader moves from one to the next with a slider, the arrow keys or a button that
/// plays them.</summary>
/// <remarks>
/// Every picture is drawn once, when the cell runs, so that the slider needs no kernel; what pictures share is stored once.
/// Where scripts may not run, as on GitHub or on paper, a still picture stands there: the first value's, unless
/// <see cref="StartAt"/> or <see cref="WithStrip"/> says otherwise.
/// A picture is a chart, a diagram of ours, a data frame, or text. Charts get common axes wherever they don't set both
/// ends themselves, and heatmaps common colours.
/// </remarks>
[TypeFormatterSource(typeof(RichOutputFormatters))]
public sealed class Slider : IRichOutput
{
    /// <summary>How many characters all pictures of one slider may take together.</summary>
    internal const int MostCharacters = 230 << 10;

    private Slider(SliderFrames frames, SliderScale[] scales)
    {
        (Frames, Scales, Start, Strip) = (frames, scales, new int[scales.Length], []);
    }

    private Slider(Slider other)
    {
        (Frames, Scales, Start, Strip, GivenDescription) = (other.Frames, other.Scales, other.Start, other.Strip, other.GivenDescription);
    }

    /// <summary>The sentence that says what the slider shows: the one given, else one made from its first picture.</summary>
    public string Description => GivenDescription
        ?? string.Join(" ", Shown.Select(place => $"At {SliderScale.Name(Scales, place)}: {Frames.Words[Place(place)]}"));

    internal SliderFrames Frames { get; }

    internal SliderScale[] Scales { get; }

    internal int[] Start { get; private init; }

    internal int[] Strip { get; private init; }

    /// <summary>The pictures that the still one shows.</summary>
    internal IEnumerable<int[]> Shown => Strip.Length > 0 ? Strip.Select(place => (int[])[place]) : [Start];

    private string? GivenDescription { get; init; }

    /// <summary>A slider over one row of values.</summary>
    /// <param name="label">What moves, such as <c>learning rate</c>.</param>
    /// <param name="values">Its values, in order.</param>
    /// <param name="picture">The picture for a value.</param>
    /// <exception cref="ArgumentException">There are fewer than two values, the pictures are of different kinds, or too large
    /// together.</exception>
    public static Slider Of<T>(string label, IEnumerable<T> values, Func<T, object> picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        T[] all = [.. values ?? throw new ArgumentNullException(nameof(values))];
        SliderScale[] scales = [SliderScale.Of(label, all)];
        return new(new SliderFrames([.. all.Select(picture)]), scales);
    }

    /// <summary>Two sliders: a picture for every pair of values.</summary>
    /// <param name="label">What the first moves.</param>
    /// <param name="values">The values of the first, in order.</param>
    /// <param name="label2">What the second moves.</param>
    /// <param name="values2">The values of the second, in order.</param>
    /// <param name="picture">The picture for a pair.</param>
    /// <exception cref="ArgumentException">There are fewer than two values of one kind, the pictures are of different kinds, or too large
    /// together.</exception>
    public static Slider Of<T1, T2>(
        string label, IEnumerable<T1> values, string label2, IEnumerable<T2> values2, Func<T1, T2, object> picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        T1[] first = [.. values ?? throw new ArgumentNullException(nameof(values))];
        T2[] second = [.. values2 ?? throw new ArgumentNullException(nameof(values2))];
        SliderScale[] scales = [SliderScale.Of(label, first), SliderScale.Of(label2, second)];
        return new(new SliderFrames([.. first.SelectMany(a => second, picture)]), scales);
    }

    /// <summary>Where the sliders stand at first, a value for each; the still picture is drawn there.</summary>
    /// <exception cref="ArgumentException">A slider has no such value, or there is not one for each.</exception>
    public Slider StartAt(params object[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != Scales.Length)
            throw new ArgumentException(
                $"StartAt: {values.Length} values for {Scales.Length} {(Scales.Length == 1 ? "slider" : "sliders")}; give one for each.",
                nameof(values));
        return new(this) { Start = [.. values.Select((value, i) => Scales[i].PlaceOf("StartAt", value))] };
    }

    /// <summary>Several pictures side by side as the still one, tables and texts one below the other. The slider begins at the first of
    /// them.</summary>
    /// <exception cref="ArgumentException">There is no such value, or two sliders.</exception>
    public Slider WithStrip(params object[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (Scales.Length != 1)
            throw new ArgumentException("WithStrip: a strip shows the values of one slider, but there are two; use StartAt.");
        if (values.Length == 0) throw new ArgumentException("WithStrip: name the values to show, three for example.", nameof(values));
        int[] places = [.. values.Select(value => Scales[0].PlaceOf("WithStrip", value))];
        return new(this) { Strip = places, Start = [places[0]] };
    }

    /// <summary>A sentence that says what moves and what to see in it, for people who can't see it, in place of the one made from the
    /// first picture.</summary>
    public Slider WithDescription(string sentence) => new(this) { GivenDescription = sentence };

    /// <summary>The still picture and, where scripts run, the slider in its place.</summary>
    public string ToHtml() => SliderHtml.Write(this);

    /// <summary>One line in words.</summary>
    public override string ToString() => $"Slider “{string.Join("” and “", Scales.Select(scale => scale.Label))}”, "
        + $"{Numbers.Text(Frames.Count)} pictures, {string.Join(", ", Scales.Select(scale => scale.Span))}. {Description}";

    /// <summary>The number of a picture.</summary>
    internal int Place(int[] places) => places.Length == 1 ? places[0] : places[0] * Scales[1].Values.Length + places[1];
}

/// <summary>One row of values that a slider goes through.</summary>
/// <param name="Label">What moves.</param>
/// <param name="Values">The values.</param>
/// <param name="Texts">The values as people read them.</param>
internal sealed record SliderScale(string Label, object[] Values, string[] Texts)
{
    /// <summary>Its values in words: the ends of numbers, all of what is not a number.</summary>
    public string Span => Values[0].GetType().IsPrimitive || Values.Length > 6 ? $"from {Texts[0]} to {Texts[^1]}"
        : $"through {string.Join(", ", Texts)}";

    public static SliderScale Of<T>(string label, T[] values)
    {
        if (string.IsNullOrWhiteSpace(label))
            throw new ArgumentException("Slider.Of: a slider needs a label that says what it moves.", nameof(label));
        if (values.Length < 2)
            throw new ArgumentException(
                $"Slider.Of: “{label}” has {values.Length} values; a slider needs at least two.", nameof(values));
        if (Array.Exists(values, value => value is null))
            throw new ArgumentException($"Slider.Of: a value of “{label}” is null.", nameof(values));
        return new(label, [.. values.Select(value => (object)value!)], [.. values.Select(value => Text(value!))]);
    }

    /// <summary>The sliders and where they stand, in words.</summary>
    public static string Name(SliderScale[] scales, int[] places) =>
        string.Join(", ", scales.Zip(places, (scale, place) => $"{scale.Label} = {scale.Texts[place]}"));

    public int PlaceOf(string caller, object value)
    {
        var place = Array.FindIndex(Values, one => Equals(one, value) || Text(one) == Text(value));
        return place >= 0 ? place
            : throw new ArgumentException($"{caller}: “{Label}” has no value {Text(value)}; it goes {Span}.", nameof(value));
    }

    private static string Text(object value) => value switch
    {
        double or float or decimal => Numbers.Text(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        sbyte or short or int or long or byte or ushort or uint or ulong =>
            Numbers.Minus(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
