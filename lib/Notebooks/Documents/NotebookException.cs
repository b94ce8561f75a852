namespace Notebooks.Documents;

/// <summary>A notebook that cannot be read, with what is wrong and what to do, ready to be printed.</summary>
internal sealed class NotebookException(string message, Exception? inner = null) : Exception(message, inner);
