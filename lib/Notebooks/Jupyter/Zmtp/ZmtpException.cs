namespace Notebooks.Jupyter.Zmtp;

/// <summary>The peer does not speak ZMTP as it should; its connection is closed, and nothing else.</summary>
internal sealed class ZmtpException(string message) : IOException(message);
