namespace DeepLearning.Exercises.Checking;

/// <summary>Words for how wrong values belong to the right ones, for mistakes that an exercise does not know: a forgotten root, one row
/// left out, an argument handed back.</summary>
internal static class Relations
{
    private static readonly (string Text, Func<double, double> Of)[] s_functions =
    [
        ("A root is missing, or a square too much: your values are the squares of the right ones.", v => v * v),
        ("A square is missing, or a root too much: your values are the roots of the right ones.", Math.Sqrt),
        ("The fraction is upside down: your values are 1 divided by the right ones.", v => 1 / v),
        ("Your values are the logarithms of the right ones.", v => Math.Log(v)),
        ("A logarithm is missing: your values are e to the power of the right ones.", Math.Exp),
        ("Your values are 1 minus the right ones.", v => 1 - v),
        ("Your values are the right ones without their signs: a size where a signed number belongs.", Math.Abs),
        ("Your values are the right ones, cut or rounded to whole numbers.", v => Math.Truncate(v)),
        ("Your values are the right ones, cut or rounded to whole numbers.", v => Math.Round(v)),
    ];

    /// <summary>What holds for every wrong part of a case, or null.</summary>
    public static string? Of(IReadOnlyList<(Part Got, Part Right)> wrong, int? count, IReadOnlyList<Part> given)
    {
        var texts = wrong.Select(pair => Of(pair.Got, pair.Right, count, given)).Distinct().ToList();
        return texts.Count == 1 ? texts[0] : null;
    }

    private static string? Of(Part got, Part right, int? count, IReadOnlyList<Part> given)
    {
        if (given.FirstOrDefault(argument => argument.Equals(got)) is { } same && got.Values.Length > 1)
            return $"That is the argument '{same.Name}', as it came in.";
        if (right.Values.Any(v => v is not (0 or 1)))
            foreach (var (text, function) in s_functions)
                if (Same(got.Values, right.Values.Select(function))) return text;
        return Factor(got, right, count) ?? Place(got, right);
    }

    private static bool Same(double[] got, IEnumerable<double> other) =>
        got.Zip(other).All(pair => double.IsFinite(pair.Second) && Part.Close(pair.First, pair.Second));

    private static string? Factor(Part got, Part right, int? count)
    {
        if (count is not (> 2 and var n)) return null;
        (string Text, double Factor)[] known =
        [
            ("You divided by N − 1 where N belongs.", n / (n - 1.0)), ("You divided by N where N − 1 belongs.", (n - 1.0) / n),
            ("Too large by N twice: you multiplied where N divides.", (double)n * n),
                ("Too small by N twice: N divides a second time.", 1.0 / n / n),
            ("A sum stands where a mean belongs, and a 2 too much.", 2.0 * n),
                ("A sum stands where a mean belongs, and a 2 is missing.", n / 2.0),
        ];
        return known.FirstOrDefault(k => Same(got.Values, right.Values.Select(v => k.Factor * v))).Text;
    }

    /// <summary>Where the wrong entries lie, if they lie in one place.</summary>
    private static string? Place(Part got, Part right)
    {
        if (right.Values.Length < 3 || right.Shape.Length is not (1 or 2)) return null;
        var (rows, columns) = right.Shape.Length == 2 ? (right.Shape[0], right.Shape[1]) : (1, right.Shape[0]);
        var wrong = Enumerable.Range(0, right.Values.Length).Where(i => !Part.Close(got.Values[i], right.Values[i]))
            .Select(i => (Row: i / columns, Column: i % columns)).ToList();
        if (wrong.Count is 0 || wrong.Count == right.Values.Length) return null;
        bool All(Func<(int Row, int Column), bool> place) => wrong.TrueForAll(at => place(at));
        var one = rows == 1;
        return true switch
        {
            _ when rows > 1 && All(at => at.Row == 0) => "Only the first row is wrong: is it left out, or treated before the loop?",
            _ when rows > 1 && All(at => at.Row == rows - 1) => "Only the last row is wrong: does the loop end too early?",
            _ when All(at => at.Column == 0) =>
                $"Only the first {(one ? "entry" : "column")} is wrong: an edge. Is index 0 treated like the others?",
            _ when All(at => at.Column == columns - 1) =>
                $"Only the last {(one ? "entry" : "column")} is wrong: an edge. Does a loop or a condition stop one too early?",
            _ when All(at => at.Column == 0 || at.Column == columns - 1 || (!one && (at.Row == 0 || at.Row == rows - 1))) =>
                "Only the edges are wrong: look at the conditions there.",
            _ when rows == columns && All(at => at.Row == at.Column) => "Only the diagonal is wrong.",
            _ when rows == columns && All(at => at.Row != at.Column) && wrong.Count == rows * (columns - 1) =>
                "Only the diagonal is right.",
            _ when wrong.TrueForAll(at => got.Values[at.Row * columns + at.Column] == 0) =>
                "Some entries are 0 and should not be, all others are right: are they left out by a condition or a loop?",
            _ => null,
        };
    }
}
