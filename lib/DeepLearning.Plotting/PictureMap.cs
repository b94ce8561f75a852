using DeepLearning.Display;

namespace DeepLearning.Plotting;

/// <summary>Points of the plane, coloured by their group; where scripts run, the picture of a point shows while the pointer is on
/// it.</summary>
/// <remarks>Immutable. Each group's name stands at its densest place, so that colour is not the only cue. The pictures are small greys of
/// one sheet, for as many
/// points as asked for; the pointer shows the nearest of these. One length is the same on both axes.</remarks>
[TypeFormatterSource(typeof(RichOutputFormatters))]
public sealed class PictureMap : IRichOutput
{
    private const int MostPictures = 5000;

    private PictureMap(PictureMap other)
    {
        (Points, Groups, Sheet, Title, GivenDescription, XTitle, YTitle) =
            (other.Points, other.Groups, other.Sheet, other.Title, other.GivenDescription, other.XTitle, other.YTitle);
    }

    /// <summary>Makes a map.</summary>
    /// <param name="points">Where each point lies [N, 2].</param>
    /// <param name="groups">The group of each point, such as the digit that it shows.</param>
    /// <param name="picture">The picture of a point, by its number; all of the same size.</param>
    /// <param name="pictures">How many points have one, evenly spread over the numbers.</param>
    /// <exception cref="ArgumentException">There are no points, not two coordinates or one group for each, a coordinate is not finite, or
    /// pictures differ in size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of pictures is not between 0 and 5000.</exception>
    public PictureMap(float[,] points, IEnumerable<int> groups, Func<int, float[,]>? picture = null, int pictures = 1000)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(groups);
        var count = points.GetLength(0);
        if (points.GetLength(1) != 2)
            throw new ArgumentException($"PictureMap: 'points' has shape [{count}, {points.GetLength(1)}]; expected [*, 2].",
                nameof(points));
        if (count == 0)
            throw new ArgumentException("PictureMap: there are no points to draw.", nameof(points));
        if (pictures is < 0 or > MostPictures)
            throw new ArgumentOutOfRangeException(nameof(pictures), pictures,
                $"PictureMap: expected 0 to {MostPictures} pictures; more would make the page too heavy.");
        Groups = [.. groups];
        if (Groups.Length != count)
            throw new ArgumentException($"PictureMap: {count} points and {Groups.Length} groups; every point needs one.", nameof(groups));
        Points = [.. Enumerable.Range(0, count).Select(i => (X: (double)points[i, 0], Y: (double)points[i, 1]))];
        if (Array.FindIndex(Points, p => !double.IsFinite(p.X) || !double.IsFinite(p.Y)) is var wrong and >= 0)
            throw new ArgumentException($"PictureMap: point {wrong} lies at ({Points[wrong].X}, {Points[wrong].Y}); every coordinate " +
                "must be finite.", nameof(points));
        Sheet = SpriteSheet.Of(picture, count, pictures);
    }

    /// <summary>The sentence that says what the map shows: the one given, else one made from its groups.</summary>
    public string Description => GivenDescription ?? $"{Numbers.Text(Points.Length, 8)} points in {Groups.Distinct().Count()} groups.";

    internal (double X, double Y)[] Points { get; }

    internal int[] Groups { get; }

    internal SpriteSheet? Sheet { get; }

    internal string Title { get; private init; } = "";

    internal string? XTitle { get; private init; }

    internal string? YTitle { get; private init; }

    private string? GivenDescription { get; init; }

    /// <summary>The headline.</summary>
    public PictureMap WithTitle(string title) => new(this) { Title = title };

    /// <summary>A sentence that says what the map shows, for people who can't see it.</summary>
    public PictureMap WithDescription(string sentence) => new(this) { GivenDescription = sentence };

    /// <summary>Draws axes with these titles; without them only neighbourhoods are shown.</summary>
    public PictureMap WithAxes(string x, string y) => new(this) { XTitle = x, YTitle = y };

    /// <summary>The static picture as a complete SVG document.</summary>
    public string ToSvg() => new PictureMapSvg(this).Draw();

    /// <summary>The static picture and, where scripts run, pictures at the pointer.</summary>
    public string ToHtml() => PictureMapHtml.Write(this);

    /// <summary>Writes <see cref="ToSvg"/> to a file.</summary>
    public void SaveSvg(string path) => Serialization.AtomicFile.Write(path, ToSvg());

    /// <summary>One line in words.</summary>
    public override string ToString() => Title.Length == 0 ? $"Map: {Description}" : $"Map “{Title}”: {Description}";
}
