using System.Diagnostics;

namespace Notebooks.Running;

/// <summary>How this program starts itself again.</summary>
internal static class SelfCommand
{
    public static void Apply(ProcessStartInfo start)
    {
        start.FileName = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        start.ArgumentList.Add(typeof(SelfCommand).Assembly.Location);
    }
}
