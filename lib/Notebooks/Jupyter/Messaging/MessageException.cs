namespace Notebooks.Jupyter.Messaging;

/// <summary>A message that is not to be believed, or not to be understood; it is dropped.</summary>
internal sealed class MessageException(string message, Exception? inner = null) : Exception(message, inner);
