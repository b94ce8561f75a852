namespace DeepLearning.Plotting;

/// <summary>What a trace is drawn as.</summary>
internal enum TraceKind
{
    Series,
    Bars,
    Boxes,
    Matrix,
    Picture,
}

/// <summary>Up to where the area beside a line is filled.</summary>
internal enum FillTarget
{
    Nothing,
    Zero,
    ZeroX,
    Previous,
    Itself,
}

/// <summary>One bar or the room of one box: its ends along the axis on which they stand, the room beside it, and base and value
/// across.</summary>
internal readonly record struct BarBox(double From, double To, double Gap, double Base, double Value);

/// <summary>How far a measured value may be off, as plotly.js draws it.</summary>
internal sealed record ErrorBars(double[] Plus, double[] Minus, string? Color, double Width)
{
    public IEnumerable<double> Extent(double[] values) =>
        values.SelectMany((value, i) => i < Plus.Length ? [value + Plus[i], value - Minus[i]] : Array.Empty<double>());
}

/// <summary>One trace as the static picture needs it.</summary>
internal sealed record Trace
{
    public required TraceKind Kind { get; init; }

    public string? Name { get; init; }

    public string? LegendGroup { get; init; }

    public bool InLegend { get; init; }

    public double[] X { get; init; } = [];

    public double[] Y { get; init; } = [];

    public bool Lines { get; init; }

    public bool Markers { get; init; }

    public required string Color { get; init; }

    /// <summary>A colour for each point, where they differ.</summary>
    public string[]? Colors { get; init; }

    public string Dash { get; init; } = "solid";

    public double LineWidth { get; init; } = 2;

    /// <summary>How neighbours are joined: linear, spline, hv, vh, hvh or vhv.</summary>
    public string Shape { get; init; } = "linear";

    public string Symbol { get; init; } = "circle";

    public double Size { get; init; } = 6;

    /// <summary>A size for each point, where they differ.</summary>
    public double[]? Sizes { get; init; }

    public double Opacity { get; init; } = 1;

    /// <summary>Words beside points, and where they stand: <c>top center</c>, ….</summary>
    public (string[] Words, string Place)? Labels { get; init; }

    public string? Fill { get; init; }

    public FillTarget FillTo { get; init; }

    public ErrorBars? XErrors { get; init; }

    public ErrorBars? YErrors { get; init; }

    public bool Horizontal { get; init; }

    public bool IsHistogram { get; init; }

    public double? BarWidth { get; init; }

    public double[]? Bases { get; init; }

    public string Pattern { get; init; } = "";

    public string? Edge { get; init; }

    /// <summary>Where the bars stand; set once all bars of the panel are known.</summary>
    public BarBox[] Bars { get; set; } = [];

    public BoxStatistics[] Boxes { get; init; } = [];

    public double[][] Z { get; init; } = [];

    public double ZMin { get; init; }

    public double ZMax { get; init; }

    public (double At, string Color)[] Scale { get; init; } = [];

    public string[][]? Texts { get; init; }

    public bool ColorBar { get; init; }

    /// <summary>A picture as PNG in a data URI.</summary>
    public string? Png { get; init; }

    public int Rows { get; init; }

    public int Columns { get; init; }

    /// <summary>A band around a line is no series of its own.</summary>
    public bool IsBand => FillTo == FillTarget.Itself;
}
