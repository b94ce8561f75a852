namespace DeepLearning.Exercises.Checking;

/// <summary>One case: what came and what belongs there.</summary>
internal sealed record Run(string Case, int? Count, Answer Got, Answer Right, IReadOnlyList<Part> Given)
{
    public bool IsRight { get; } = Got.Equals(Right);

    /// <summary>Whether it agrees only as far as nudging, or float32, does.</summary>
    public bool IsRough => Got.Parts.Zip(Right.Parts).Any(pair => pair.First.Deviation(pair.Second) > 1e-12);
}

/// <summary>Finds words for answers that are none of an exercise's own known mistakes.</summary>
internal static class Diagnosis
{
    public static string Of(IReadOnlyList<Run> runs, Func<string, IReadOnlyList<string>> axesOf)
    {
        var wrong = runs.Where(run => !run.IsRight).ToList();
        if (wrong.Find(run => run.Got.Error is not null) is { } thrown)
            return Thrown.Of(thrown.Got.Error!, thrown.Case);
        if (wrong.Find(run => run.Got.Parts.Count != run.Right.Parts.Count) is { } count)
            return $"Your answer for {count.Case} has {count.Got.Parts.Count} part(s), expected {count.Right.Parts.Count}.";
        if (Common(wrong, Exchanged) is { } exchanged) return exchanged;
        if (wrong.Select(ShapeMistake).FirstOrDefault(text => text is not null) is { } shape) return shape;
        if (Common(wrong, run => Located(run, NotANumber(run))) is { } broken) return Where(broken);
        if (Common(wrong, run => Located(run, Ratio(run))) is { } ratio) return Where(ratio);
        if (Common(wrong, run => Located(run, Pattern(run))) is { } pattern) return Where(pattern);
        if (Common(wrong, run => Located(run, Relations.Of([.. Wrong(run)], run.Count, run.Given))) is { } relation) return Where(relation);
        if (Steady(wrong) is { } steady) return Where(steady);
        if (wrong.Count < runs.Count)
            return $"Right for {Join(runs.Where(run => run.IsRight))}, wrong for {Join(wrong)}: what do those cases have that the " +
                "others have not?";
        return wrong.TrueForAll(run => Wrong(run).All(pair => pair.Right.Values.Length == 1))
            ? "The value is wrong. Work out the case below by hand, step by step, and compare."
            : "The shape is right, the values are not. Write out one entry by hand and compare.";

        string Where(string text) =>
            wrong.Count == runs.Count ? text : $"Right for {Join(runs.Where(run => run.IsRight))}. For {Join(wrong)}: {text}";

        string? ShapeMistake(Run run) => run.Got.Parts.Zip(run.Right.Parts)
            .Where(pair => !pair.First.Shape.SequenceEqual(pair.Second.Shape))
            .Select(pair => $"Shape: your {Named(pair.First)} is {Shape(pair.First)}, expected {Shape(pair.Second)}" +
                Axes(axesOf(pair.Second.Name), pair.Second) +
                (pair.First.Shape.SequenceEqual(pair.Second.Shape.Reverse()) ? ": something was transposed." : ".")).FirstOrDefault();
    }

    /// <summary>Case, place, the value that came and the right one, at the first difference.</summary>
    public static string? FirstDifference(IReadOnlyList<Run> runs)
    {
        foreach (var run in runs.Where(run => !run.IsRight && run.Got.Error is null))
            foreach (var (got, right) in run.Got.Parts.Zip(run.Right.Parts))
            {
                if (!got.Shape.SequenceEqual(right.Shape))
                    return $"{run.Case}: {Named(got)} of shape {Shape(got)}, expected {Shape(right)}.";
                if (got.FirstDifference(right.Values) is >= 0 and var at)
                    return $"{run.Case}: {Named(got)}{got.Place(at)} is {Part.Number(got.Values[at])}, expected " +
                        $"{Part.Number(right.Values[at])}.";
            }
        return null;
    }

    /// <summary>One explanation that holds for every wrong case.</summary>
    private static string? Common(IEnumerable<Run> wrong, Func<Run, string?> explain)
    {
        var texts = wrong.Select(explain).Distinct().ToList();
        return texts.Count == 1 ? texts[0] : null;
    }

    /// <summary>The parts that differ; those that are right say nothing about the mistake.</summary>
    private static IEnumerable<(Part Got, Part Right)> Wrong(Run run) =>
        run.Got.Parts.Zip(run.Right.Parts).Where(pair => !pair.First.Equals(pair.Second));

    /// <summary>Names the parts that an explanation is about, where others are right.</summary>
    private static string? Located(Run run, string? explanation)
    {
        var names = Wrong(run).Select(pair => Named(pair.Got)).ToList();
        return explanation is null || names.Count == run.Got.Parts.Count ? explanation : $"{string.Join(", ", names)}: {explanation}";
    }

    /// <summary>Two parts that stand in each other's places.</summary>
    private static string? Exchanged(Run run)
    {
        var (got, right) = (run.Got.Parts, run.Right.Parts);
        for (var i = 0; i < right.Count; i++)
            for (var j = i + 1; j < right.Count; j++)
                if (!right[i].Equals(right[j]) && got[i].Equals(right[j]) && got[j].Equals(right[i]))
                    return $"{Named(right[i])} and {Named(right[j])} are exchanged: {Named(right[i])} comes first.";
        return null;
    }

    private static string? NotANumber(Run run)
    {
        var pairs = Wrong(run).SelectMany(pair => pair.Got.Values.Zip(pair.Right.Values)).ToList();
        if (pairs.Exists(pair => double.IsNaN(pair.First) && !double.IsNaN(pair.Second)))
            return "Not a number (NaN) comes out: somewhere stands 0/0, ∞/∞, ∞ − ∞, 0 · ∞, or the root or logarithm of a number below 0.";
        return pairs.Exists(pair => double.IsInfinity(pair.First) && double.IsFinite(pair.Second))
            ? "An infinity comes out: a division by 0, the logarithm of 0, or a power of e that no number can hold." : null;
    }

    private static string? Ratio(Run run)
    {
        var pairs = Wrong(run).SelectMany(pair => pair.Got.Values.Zip(pair.Right.Values)).ToList();
        var factor = pairs.Where(pair => Math.Abs(pair.Second) > 1e-6).Select(pair => pair.First / pair.Second).FirstOrDefault(double.NaN);
        if (pairs.Count == 0 || !pairs.TrueForAll(pair => Part.Close(pair.First, factor * pair.Second))) return null;
        return factor switch
        {
            _ when Part.Close(factor, -1) => "Every value has the wrong sign.",
            0 when run.Count is > 1 =>
                "0 comes out wherever N is above 1: is there a 1 / N with a whole N? In C# a whole number divided by a larger one is " +
                    "0. Write 1.0 / N.",
            0 => pairs.Count == 1 ? "0 comes out, where another number belongs." : "Every value is zero.",
            _ when run.Count is > 1 && Part.Close(factor, run.Count.Value) =>
                "Every value is too large by the number of rows: a sum stands where a mean belongs.",
            _ when run.Count is > 1 && Part.Close(factor, 1.0 / run.Count.Value) =>
                "Every value is too small by the number of rows: a mean stands where a sum belongs.",
            _ when Part.Close(factor, 2) => "Every value is twice what it should be.",
            _ when Part.Close(factor, 0.5) => "Every value is half of what it should be: is a factor 2 missing?",
            _ when Part.Close(factor, -2) || Part.Close(factor, -0.5) => "Wrong sign, and off by a factor of 2.",
            _ => null,
        };
    }

    /// <summary>One number in each case, always too large by as much, or as many times as large.</summary>
    private static string? Steady(List<Run> wrong)
    {
        if (wrong.Count < 2 || !wrong.TrueForAll(run => run.Right.Parts is [{ Values.Length: 1 }])) return null;
        var pairs = wrong.Select(run => (Got: run.Got.Parts[0].Values[0], Right: run.Right.Parts[0].Values[0])).ToList();
        var (by, times) = (pairs[0].Got - pairs[0].Right, pairs[0].Got / pairs[0].Right);
        if (pairs.TrueForAll(pair => Part.Close(pair.Got - pair.Right, by)))
            return $"Every result is {Part.Number(Math.Abs(by))} too {(by > 0 ? "large" : "small")}.";
        return pairs.TrueForAll(pair => pair.Right != 0 && Part.Close(pair.Got / pair.Right, times))
            ? $"Every result is {Part.Number(times)} times what it should be: which factor is that?" : null;
    }

    private static string? Pattern(Run run)
    {
        var (got, right) = Wrong(run).First();
        if (right.Values.Any(v => v != Math.Truncate(v))
            && got.Values.Zip(right.Values).All(pair => pair.First == Math.Truncate(pair.Second)))
            return "Everything behind the decimal point is cut off: in C# a whole number divided by a whole number is a whole number. " +
                "Make one of them a double.";
        if (right.Values.Length < 2) return null;
        if (right.Shape is [var rows, var columns] && rows == columns && rows > 1
            && Enumerable.Range(0, got.Values.Length).All(i => Part.Close(got.Values[i], right.Values[i % rows * rows + i / rows])))
            return "The right values, mirrored along the diagonal: something is transposed.";
        if (got.Values.Reverse().Zip(right.Values).All(pair => Part.Close(pair.First, pair.Second)))
            return "The values are right but in reverse order: something was flipped, or should have been.";
        if (got.Values.Order().Zip(right.Values.Order()).All(pair => Part.Close(pair.First, pair.Second)))
            return "The right values in the wrong places: look at the order of the indices.";
        var shift = got.Values[0] - right.Values[0];
        return got.Values.Zip(right.Values).All(pair => Part.Close(pair.First - pair.Second, shift))
            ? "Every value is off by the same amount." : null;
    }

    private static string Axes(IReadOnlyList<string> names, Part part) =>
        names.Count == part.Shape.Length && names.Count > 0 ? $" ({string.Join(", ", names)})" : "";

    private static string Named(Part part) => part.Name.Length > 0 ? part.Name : "result";

    private static string Shape(Part part) => $"[{string.Join(", ", part.Shape)}]";

    private static string Join(IEnumerable<Run> runs) => string.Join(" and ", runs.Select(run => run.Case));
}
