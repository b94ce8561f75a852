using System.Reflection;

namespace Notebooks.Engine;

/// <summary>A variable that a cell declared.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Field">Where the compiler put it.</param>
/// <param name="Owner">The cell's own object.</param>
internal sealed record Variable(string Name, FieldInfo Field, object Owner)
{
    public Type Type => Field.FieldType;

    public object? Value
    {
        get => Field.GetValue(Owner);
        set => Field.SetValue(Owner, value);
    }
}
