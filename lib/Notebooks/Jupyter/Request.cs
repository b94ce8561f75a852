using Notebooks.Jupyter.Messaging;
using Notebooks.Jupyter.Zmtp;

namespace Notebooks.Jupyter;

/// <summary>A message that asks the kernel for something.</summary>
/// <param name="Message">What it asks.</param>
/// <param name="Client">Who asks.</param>
/// <param name="Channel">Where the answer goes.</param>
/// <param name="Received">When it came, in ticks of the stopwatch.</param>
internal sealed record Request(Message Message, ZmtpConnection Client, ZmtpServer Channel, long Received);
