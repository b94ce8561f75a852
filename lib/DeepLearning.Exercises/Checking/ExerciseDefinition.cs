namespace DeepLearning.Exercises.Checking;

/// <summary>One exercise: what is asked, what is right, and which mistakes are known.</summary>
/// <remarks>
/// A definition is a class in <c>Exercises/ChapterNN</c>, named <c>ENN_M</c>. Its solution stands between the lines
/// <c>// &lt;solution&gt;</c> and <c>// &lt;/solution&gt;</c> of its source, which is embedded: what readers see is what the tests run.
/// </remarks>
internal abstract class ExerciseDefinition
{
    /// <summary>Chapter and number, <c>02.3</c>.</summary>
    public abstract string Id { get; }

    /// <summary>What it is about, in a few words.</summary>
    public abstract string Title { get; }

    /// <summary>The form of the reader's function, as a line of C#: <c>double Slope(double x)</c>.</summary>
    public abstract string Signature { get; }

    /// <summary>Said when the answer is right: what has been shown.</summary>
    public abstract string Praise { get; }

    /// <summary>Three hints, from a nudge to nearly the answer.</summary>
    public abstract IReadOnlyList<string> Hints { get; }

    /// <summary>Why the solution is as it is.</summary>
    public abstract string Explanation { get; }

    /// <summary>Names of the result's axes, for messages about shapes: <c>["batch", "outputs"]</c>.</summary>
    public virtual IReadOnlyList<string> Axes => [];

    /// <summary>Names of the parts, when the answer is a tuple; the name of one part, when it is a list.</summary>
    public virtual IReadOnlyList<string> Parts => [];

    /// <summary>Names of the axes of one part of the result, when the parts have different ones.</summary>
    public virtual IReadOnlyList<string> AxesOf(string part) => Axes;

    /// <summary>Whether the solution is a method of a static class, as a kernel must be, and not one of the notebook.</summary>
    protected virtual bool KeepsStatic => false;

    /// <summary>The source of the solution.</summary>
    public string SolutionCode => SolutionSource.Of(GetType(), KeepsStatic);

    /// <summary>Runs an answer against the cases.</summary>
    public abstract Verdict Check(Delegate answer);
}
