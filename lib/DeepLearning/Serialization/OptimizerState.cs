using System.Globalization;
using System.Reflection;
using DeepLearning.Optimizers;
using DeepLearning.Tensors;

namespace DeepLearning.Serialization;

/// <summary>What an optimizer remembers, as tensors and notes of a checkpoint.</summary>
/// <remarks>Its settings are the properties that may be changed between steps, such as the learning rate; what is fixed at construction is
/// the code's business.</remarks>
internal static class OptimizerState
{
    public static IEnumerable<(string Key, string Value)> Notes(Optimizer optimizer) =>
        Changeable(optimizer).Select(property =>
            (Key(property), ((float)property.GetValue(optimizer)!).ToString("R", CultureInfo.InvariantCulture)))
            .Append(("optimizer", optimizer.GetType().Name))
            .Append(("optimizer_steps", optimizer.StepCount.ToString(CultureInfo.InvariantCulture)));

    public static IEnumerable<TensorData> Tensors(Optimizer optimizer, IEnumerable<(string Name, Tensor Value)> state) =>
        from tensor in state
        from part in optimizer.Remembered(tensor.Value).Index()
        select TensorData.Of(Name(tensor.Name, part.Index), part.Item);

    public static void Require(Optimizer optimizer, CheckpointNotes notes) => notes.RequireSame("optimizer", optimizer.GetType().Name);

    /// <summary>For each parameter what was remembered of it, checked and in tensors of its own.</summary>
    public static List<(Tensor Parameter, Tensor[] State)> Read(CheckpointNotes notes, IEnumerable<(string Name, Tensor Value)> state)
    {
        var all = new List<(Tensor, Tensor[])>();
        foreach (var (name, value) in state)
        {
            var parts = new List<Tensor>();
            for (var k = 0; notes.File.Contains(Name(name, k)); k++)
            {
                var part = notes.File[Name(name, k)];
                if (part.Shape != value.Shape)
                    throw new InvalidDataException($"{notes.Name}: tensor '{Name(name, k)}' has shape {part.Shape}; the model expects " +
                        $"{value.Shape}.");
                parts.Add(part.To(value.Device).Clone().Keep());
            }
            all.Add((value, [.. parts]));
        }
        return all;
    }

    /// <summary>The settings and their values, tried out.</summary>
    public static List<(PropertyInfo Setting, object Value)> Settings(Optimizer optimizer, CheckpointNotes notes)
    {
        var settings = new List<(PropertyInfo, object)>();
        foreach (var property in Changeable(optimizer))
        {
            var (before, value) = (property.GetValue(optimizer), (float)notes.Number(Key(property)));
            try
            {
                property.SetValue(optimizer, value);
            }
            catch (TargetInvocationException)
            {
                throw notes.Bad(Key(property), "a value that the optimizer takes");
            }
            property.SetValue(optimizer, before);
            settings.Add((property, value));
        }
        return settings;
    }

    private static IEnumerable<PropertyInfo> Changeable(Optimizer optimizer) =>
        optimizer.GetType().GetProperties().Where(property => property.PropertyType == typeof(float)
            && property is { CanRead: true, SetMethod.IsPublic: true }).OrderBy(property => property.Name, StringComparer.Ordinal);

    private static string Key(PropertyInfo property) => $"optimizer.{property.Name}";

    private static string Name(string tensor, int part) => $"optimizer.{tensor}.{part}";
}
