namespace Notebooks.Jupyter.Zmtp;

/// <summary>One frame: a part of a message, or a command of the protocol itself.</summary>
internal readonly record struct ZmtpFrame(byte[] Body, bool More, bool IsCommand);
