namespace DeepLearning.Plotting;

/// <summary>Colour, dash and marker of the n-th series: colour is never the only cue.</summary>
/// <remarks>The colours are Okabe and Ito's (2008), told apart with every common form of colour blindness; yellow, faint on white, is
/// brown here.</remarks>
internal static class SeriesStyle
{
    public static readonly string[] Colors =
        ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#333333", "#8c564b"];

    private static readonly string[] Dashes = ["solid", "dash", "dot", "dashdot", "longdash", "longdashdot"];

    private static readonly string[] Markers =
        ["circle", "square", "diamond", "triangle-up", "x", "cross", "triangle-down", "star"];

    private static readonly string[] Patterns = ["", "/", ".", "\\", "-", "x"];

    public static string Color(int index) => Colors[index % Colors.Length];

    public static string Dash(int index) => Dashes[index % Dashes.Length];

    public static string Marker(int index) => Markers[index % Markers.Length];

    public static string Pattern(int index) => Patterns[index % Patterns.Length];

    public static bool IsDash(string dash) => Dashes.Contains(dash);
}
