using System.Runtime.InteropServices;

namespace Notebooks.Commands;

/// <summary>Ends this process in an orderly way, and with it what it has started, when it is told to.</summary>
/// <remarks>A signal often comes twice, once to the whole group of processes and once passed on by <c>dotnet run</c>.</remarks>
internal sealed class Termination : IDisposable
{
    private const int SignalExitCode = 128;
    private readonly PosixSignalRegistration[] _registrations;
    private int _told;

    public Termination() => _registrations = [On(PosixSignal.SIGTERM, 15), On(PosixSignal.SIGINT, 2), On(PosixSignal.SIGHUP, 1)];

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
    }

    private PosixSignalRegistration On(PosixSignal signal, int number) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        // On a thread of its own: what listens to the end of the process may wait for this one.
        if (Interlocked.Exchange(ref _told, 1) == 0) new Thread(() => Environment.Exit(SignalExitCode + number))
        {
            IsBackground =
            true
        }.Start();
    });
}
