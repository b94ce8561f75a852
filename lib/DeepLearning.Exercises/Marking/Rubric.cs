namespace DeepLearning.Exercises.Marking;

/// <summary>What the marker found about one criterion.</summary>
internal readonly record struct Finding(bool IsGood, string Text)
{
    public static Finding Good(string text) => new(true, text);

    public static Finding Lost(string text) => new(false, text);
}

/// <summary>Collects the rows of a rubric. Whatever the handed-in code does, a row comes out of it.</summary>
internal sealed class Rubric
{
    private readonly List<MarkRow> _rows = [];

    public IReadOnlyList<MarkRow> Rows => _rows;

    public void Ask(string part, string criterion, double points, Func<Finding> look)
    {
        var finding = Guarded(look);
        _rows.Add(new(part, criterion, finding.IsGood ? points : 0, points, finding.Text));
    }

    private static Finding Guarded(Func<Finding> look)
    {
        try
        {
            return look();
        }
        catch (NotHandedInException missing)
        {
            return Finding.Lost(missing.Message);
        }
        catch (YourTurnException)
        {
            return Finding.Lost("Not handed in yet: your code still says 'throw Exercise.YourTurn'.");
        }
        catch (Exception error) when (error is not (OperationCanceledException or ThreadAbortException or OutOfMemoryException))
        {
            return Finding.Lost($"Your code threw {error.GetType().Name}: {error.Message}");
        }
    }
}

/// <summary>A part of the work that a criterion needs is missing.</summary>
internal sealed class NotHandedInException(string message) : Exception(message);
