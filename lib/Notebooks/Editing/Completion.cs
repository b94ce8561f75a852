namespace Notebooks.Editing;

/// <summary>What could stand at a position of a cell.</summary>
/// <param name="Start">Where the word begins that an item would replace, in characters from 0.</param>
/// <param name="End">Where that word ends.</param>
/// <param name="Items">The possibilities, sorted by name.</param>
internal sealed record Completion(int Start, int End, IReadOnlyList<CompletionItem> Items)
{
    public static Completion Nothing(int position) => new(position, position, []);
}

/// <summary>One possibility.</summary>
/// <param name="Text">What is inserted.</param>
/// <param name="Kind">method, property, field, event, class, struct, interface, enum, enumMember, delegate, namespace, variable, parameter
/// or keyword.</param>
/// <param name="Describe">Its signature and documentation, found when asked for; null when there is none.</param>
internal sealed record CompletionItem(string Text, string Kind, Func<Inspection?> Describe);
