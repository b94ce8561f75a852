using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Notebooks.Engine;

/// <summary>A value as text: numbers in the invariant culture, sequences and tuples with their items, a matrix row by row.</summary>
internal static class PlainText
{
    private const int MaxItems = 20;
    private const int MaxDepth = 4;

    public static string Of(object? value) => value is string text ? text : value is null ? "null" : Safe.Text(value, () => Format(value, 0));

    private static string Format(object? value, int depth) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        char c => $"'{c}'",
        bool flag => flag ? "true" : "false",
        Type type => TypeName.Of(type),
        _ when depth > 0 && depth >= MaxDepth => "…",
        ITuple tuple => $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Format(tuple[i], depth + 1)))})",
        Array { Rank: > 1 } array => Grid(array, depth),
        IFormattable formattable => Safe.Text(value, () => formattable.ToString(null, CultureInfo.InvariantCulture)),
        _ when HasOwnText(value.GetType()) => Safe.Text(value, value.ToString),
        IDictionary map => Items(Entries(map, depth), map, '{', '}'),
        IEnumerable items => Items(items.Cast<object?>().Select(item => Format(item, depth + 1)), items, '[', ']'),
        _ => Members(value, depth),
    };

    // Records, matrices of MathNet and the like say themselves how they look.
    public static bool HasOwnText(Type type)
    {
        var declaring = type.GetMethod(nameof(ToString), [])!.DeclaringType!;
        return declaring != typeof(object) && declaring != typeof(ValueType)
            && declaring.Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) != true;
    }

    private static IEnumerable<string> Entries(IDictionary map, int depth)
    {
        var entries = map.GetEnumerator();
        while (entries.MoveNext()) yield return $"{Format(entries.Key, depth + 1)}: {Format(entries.Value, depth + 1)}";
    }

    private static string Items(IEnumerable<string> items, IEnumerable source, char open, char close)
    {
        var text = new StringBuilder().Append(open);
        var count = 0;
        foreach (var item in items)
        {
            if (count == MaxItems)
            {
                text.Append(source is ICollection all ? string.Create(CultureInfo.InvariantCulture, $", … ({all.Count} items)") : ", …");
                break;
            }
            text.Append(count++ == 0 ? "" : ", ").Append(item);
        }
        return text.Append(close).ToString();
    }

    // Columns of a matrix line up; more dimensions nest.
    private static string Grid(Array array, int depth)
    {
        var width = array.Rank == 2 ? array.Cast<object?>().Take(MaxItems * MaxItems).Select(item => Format(item, depth + 1).Length).DefaultIfEmpty().Max() : 0;
        var index = new int[array.Rank];
        var text = new StringBuilder();
        Append(0);
        return text.ToString();

        void Append(int dimension)
        {
            if (dimension == array.Rank)
            {
                text.Append(Format(array.GetValue(index), depth + 1).PadLeft(width));
                return;
            }
            var length = array.GetLength(dimension);
            var separator = dimension == array.Rank - 1 ? ", " : ",\n" + new string(' ', dimension + 1);
            text.Append('[');
            for (var i = 0; i < Math.Min(length, MaxItems); i++)
            {
                if (i > 0) text.Append(separator);
                index[dimension] = array.GetLowerBound(dimension) + i;
                Append(dimension + 1);
            }
            if (length > MaxItems) text.Append(separator).Append(CultureInfo.InvariantCulture, $"… ({length} items)");
            text.Append(']');
        }
    }

    private static string Members(object value, int depth)
    {
        var type = value.GetType();
        var members = type.GetProperties().Where(property => property.CanRead && property.GetMethod!.IsPublic && property.GetIndexParameters().Length == 0
                && !property.GetMethod.IsStatic && !property.PropertyType.IsByRefLike)
            .Select(property => $"{property.Name} = {Format(Safe.Get(() => property.GetValue(value)), depth + 1)}").ToList();
        return members.Count == 0 || value is Delegate or Task ? TypeName.Of(type) : $"{TypeName.Of(type)} {{ {string.Join(", ", members)} }}";
    }
}
