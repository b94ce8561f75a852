using System.Globalization;
using System.Linq.Expressions;
using DeepLearning.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Exercises.Checking;

/// <summary>Looks at what a function is called with, before and after each call: an answer must leave its arguments as they are.</summary>
/// <param name="answer">The reader's function, whose parameter names the messages use.</param>
/// <param name="mayChange">The arguments that the exercise lets it change.</param>
internal sealed class Watch(Delegate answer, IReadOnlyList<int> mayChange)
{
    // float32 arithmetic leaves so much behind where a number is moved and moved back.
    private const double Tolerance = 2e-7;
    private const int MostShown = 12;

    /// <summary>The first argument that a call has changed, and where; null while none is.</summary>
    public (string Message, string Detail)? Change { get; private set; }

    /// <summary>The arguments of the last call, in words.</summary>
    public string Arguments { get; private set; } = "";

    /// <summary>The arguments of the last call that hold numbers, as they were before it.</summary>
    public IReadOnlyList<Part> Given { get; private set; } = [];

    /// <summary>The same function, watched.</summary>
    public T Wrap<T>(T function) where T : Delegate
    {
        var invoke = typeof(T).GetMethod("Invoke")!;
        var parameters = invoke.GetParameters().Select(p => Expression.Parameter(p.ParameterType, p.Name)).ToArray();
        var arguments = Expression.NewArrayInit(typeof(object), parameters.Select(p => Expression.Convert(p, typeof(object))));
        var before = Expression.Variable(typeof(double[]?[]));
        var result = Expression.Variable(invoke.ReturnType);
        var body = Expression.Block([before, result],
            Expression.Assign(before, Expression.Call(Expression.Constant(this), nameof(Before), null, arguments)),
            Expression.Assign(result, Expression.Invoke(Expression.Constant(function), parameters)),
            Expression.Call(Expression.Constant(this), nameof(After), null, before, arguments),
            result);
        return Expression.Lambda<T>(body, parameters).Compile();
    }

    private double[]?[] Before(object?[] arguments)
    {
        Arguments = string.Join(", ", arguments.Select((value, i) => Shown(value) is { } text ? $"{Name(i)} = {text}" : null).OfType<string>());
        double[]?[] before = [.. arguments.Select(Numbers)];
        Given = [.. arguments.Select((value, i) => ShapeOf(value) is { } shape ? new Part(Name(i), shape, before[i]!) : null).OfType<Part>()];
        return before;
    }

    private void After(double[]?[] before, object?[] arguments)
    {
        for (var i = 0; i < arguments.Length && Change is null; i++)
        {
            if (before[i] is not { } old || mayChange.Contains(i) || Numbers(arguments[i]) is not { } now) continue;
            var at = old.Length != now.Length ? 0 : Array.FindIndex(old.Zip(now, Differs).ToArray(), differs => differs);
            if (at < 0) continue;
            var type = arguments[i] is Array array ? $"({TypeText(array.GetType())}){Name(i)}.Clone()" : $"{Name(i)}.Clone()";
            Change = ($"Your function changed its argument '{Name(i)}'. Whoever called it still needs the old numbers: work on a copy, {type}, or make a new result.",
                old.Length != now.Length ? $"'{Name(i)}' has another length after the call."
                : $"{Name(i)}{Place(arguments[i], at)} was {Number(old[at])} and is {Number(now[at])} after the call.");
        }
    }

    private string Name(int i) => answer.Method.GetParameters().ElementAtOrDefault(i)?.Name is { Length: > 0 } name ? name : $"argument {i + 1}";

    private static bool Differs(double a, double b) => !a.Equals(b) && !(Math.Abs(a - b) <= Tolerance * Math.Abs(a) + 1e-12);

    private static double[]? Numbers(object? value) => value switch
    {
        Tensor tensor => [.. tensor.ToArray().Select(v => (double)v)],
        Matrix<double> matrix => matrix.ToRowMajorArray(),
        Vector<double> vector => vector.ToArray(),
        Array array when array.GetType().GetElementType()!.IsPrimitive => [.. array.Cast<object>().Select(v => Convert.ToDouble(v, CultureInfo.InvariantCulture))],
        IEnumerable<object> several => [.. several.SelectMany(part => Numbers(part) ?? [])],
        IEnumerable<double> sequence => [.. sequence],
        _ => null,
    };

    private static string? Shown(object? value)
    {
        if (value is IFormattable number && value.GetType().IsPrimitive) return number.ToString(null, CultureInfo.InvariantCulture);
        if (value is bool) return value.ToString();
        if (Numbers(value) is not { } numbers) return null;
        var shape = ShapeOf(value) is { } lengths ? $"[{string.Join(", ", lengths)}]" : $"{numbers.Length} numbers";
        if (numbers.Length > MostShown) return $"numbers of shape {shape}";
        return $"[{string.Join(", ", numbers.Select(Number))}]{(value is Array { Rank: 1 } ? "" : $" of shape {shape}")}";
    }

    private static int[]? ShapeOf(object? value) => value switch
    {
        Tensor tensor => tensor.Shape.ToArray(),
        Matrix<double> matrix => [matrix.RowCount, matrix.ColumnCount],
        Vector<double> vector => [vector.Count],
        Array array when array.GetType().GetElementType()!.IsPrimitive => [.. Enumerable.Range(0, array.Rank).Select(array.GetLength)],
        _ => null,
    };

    private static string Place(object? value, int at) => ShapeOf(value) is { } shape ? new Part("", shape, []).Place(at)
        : string.Create(CultureInfo.InvariantCulture, $", its number {at + 1},");

    private static string TypeText(Type type)
    {
        var element = type.GetElementType()!;
        var name = element == typeof(double) ? "double" : element == typeof(float) ? "float" : element == typeof(int) ? "int"
            : element.IsArray ? TypeText(element) : element.Name.Split('`')[0];
        return $"{name}[{new string(',', type.GetArrayRank() - 1)}]";
    }

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
