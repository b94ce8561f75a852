using System.Diagnostics;
using System.Net.Sockets;
using System.Security;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Notebooks.Packages;

/// <summary>What was restored.</summary>
/// <param name="Assemblies">The dlls to refer to, of the packages and of what they need.</param>
/// <param name="Natives">The native libraries.</param>
/// <param name="Folders">The folder of each package.</param>
/// <param name="Versions">The version that each package was had in.</param>
internal sealed record RestoredPackages(
    IReadOnlyList<string> Assemblies, IReadOnlyList<string> Natives, IReadOnlyList<string> Folders, IReadOnlyDictionary<string,
        string> Versions);

/// <summary>Gets packages as a project does: a project with all packages of the notebook is written and <c>dotnet restore</c> called, so
/// the reader's own
/// sources and cache serve here as well.</summary>
internal sealed partial class PackageFolder : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly string _folder = Directory.CreateTempSubdirectory("notebook-packages-").FullName;
    private readonly Dictionary<string, PackageRequest> _requests = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _sources = [];

    /// <param name="lines">What the cell asks for.</param>
    /// <param name="cancellation">Ends the restore.</param>
    /// <returns>Everything that was asked for so far.</returns>
    /// <exception cref="PackageException">There is no such package or version, or no way to its source.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public RestoredPackages Restore(PackageLines lines, CancellationToken cancellation)
    {
        foreach (var source in lines.Sources.Except(_sources)) Reach(source, cancellation);
        var wanted = new Dictionary<string, PackageRequest>(_requests, _requests.Comparer);
        foreach (var request in lines.Packages)
        {
            if (request.Version is not null && _requests.TryGetValue(request.Name, out var earlier) && earlier.Version is not null
                && earlier.Version != request.Version)
                throw new PackageException("Package",
                    $"{request.Name} {earlier.Version} is already loaded; restart the kernel to use {request.Version}.");
            if (request.Version is not null || !_requests.ContainsKey(request.Name)) wanted[request.Name] = request;
        }
        string[] from = [.. _sources.Union(lines.Sources)];
        var problem = Run(wanted.Values, from, cancellation);
        // No network: the newest version in the cache will do where none was named.
        if (problem?.Code is "NU1301" or "NU1900" && wanted.Values.Any(request => request.Version is null
            && Cached(request.Name) is not null))
            problem = Run(wanted.Values.Select(request => request.Version is null ? request with { Version = Cached(request.Name) }
                : request), from, cancellation);
        if (problem is not null) throw problem;
        foreach (var (name, request) in wanted) _requests[name] = request;
        _sources.AddRange(lines.Sources.Except(_sources));
        return Read();
    }

    public void Dispose()
    {
        try { Directory.Delete(_folder, recursive: true); }
        catch (IOException) { /* something still looks at it; the system clears its temporary folder */ }
    }

    private PackageException? Run(IEnumerable<PackageRequest> packages, string[] from, CancellationToken cancellation)
    {
        File.WriteAllText(Path.Combine(_folder, "packages.csproj"), Project(packages, from));
        foreach (var name in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            File.WriteAllText(Path.Combine(_folder, name), "<Project />");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ["restore", "packages.csproj", "-v:q", "-nologo", "-nodeReuse:false"])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        // Once more, not for minutes.
        start.Environment["NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT"] = "2";
        start.Environment["NUGET_ENHANCED_NETWORK_RETRY_DELAY_MILLISECONDS"] = "200";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var stop = cancellation.Register(() => End(process));
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        return process.ExitCode == 0 ? null : Problem(output);
    }

    private static void End(Process process)
    {
        try { process.Kill(entireProcessTree: true); }
        catch (InvalidOperationException) { /* it has ended */ }
    }

    private static string Project(IEnumerable<PackageRequest> packages, string[] from)
    {
        static string Escaped(string text) => SecurityElement.Escape(text)!;
        var references = packages.Select(package => $"""<PackageReference Include="{Escaped(package.Name)}" Version="{Escaped(package.Version ?? "*")}" />""");
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net{Environment.Version.Major}.0</TargetFramework>
                <RuntimeIdentifier>{System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
                <SelfContained>false</SelfContained>
                <UseAppHost>false</UseAppHost>
                <NuGetAudit>false</NuGetAudit>
                <WarningsAsErrors>NU1603;NU1604</WarningsAsErrors>
                <RestoreAdditionalProjectSources>{Escaped(string.Join(';', from))}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>{string.Concat(references)}</ItemGroup>
            </Project>
            """;
    }

    private static PackageException Problem(string output)
    {
        var match = Error().Match(output);
        if (!match.Success) return new PackageException("Package", "The packages could not be restored: " + output.Trim());
        var (code, text) = (match.Groups[1].Value, match.Groups[2].Value.Trim());
        if (Nearest().Match(text) is { Success: true } near)
            text = $"{near.Groups[1]} {near.Groups[2]} does not exist; the nearest version is {near.Groups[3]}.";
        var advice = code switch
        {
            "NU1101" => " Check the spelling of its name at https://www.nuget.org.",
            "NU1102" or "NU1103" or "NU1603" => " Name a version that exists, or none for the newest.",
            "NU1301" => " Check the network and the address of the source.",
            _ => "",
        };
        return new PackageException(code, text + advice);
    }

    // A source that does not answer would hold NuGet up for minutes.
    private static void Reach(string source, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(source, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) return;
        try
        {
            using var client = new TcpClient();
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(Patience);
            client.ConnectAsync(address.Host, address.Port, limit.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new PackageException("NU1301",
                $"The package source {source} cannot be reached. Check the network and the address, or leave the line #i out.");
        }
    }

    private static string? Cached(string name)
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var versions = Path.Combine(packages, name.ToLowerInvariant());
        return !Directory.Exists(versions) ? null : Directory.EnumerateDirectories(versions).Select(path => Path.GetFileName(path)!)
            .Where(version => Version.TryParse(version, out _)).OrderByDescending(version => Version.Parse(version)).FirstOrDefault();
    }

    private RestoredPackages Read()
    {
        var assets = JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, "obj", "project.assets.json")))!;
        string[] roots = [.. assets["packageFolders"]!.AsObject().Select(root => root.Key)];
        var (assemblies, natives, folders) = (new List<string>(), new List<string>(), new List<string>());
        var versions = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (id, parts) in assets["targets"]!.AsObject().Last().Value!.AsObject())
        {
            if (assets["libraries"]![id]!["path"]?.GetValue<string>() is not { } path) continue;
            var package = roots.Select(root => Path.Combine(root, path)).FirstOrDefault(Directory.Exists);
            if (package is null) continue;
            folders.Add(package);
            versions[id.Split('/')[0]] = id.Split('/')[1];
            assemblies.AddRange(Files(parts!["runtime"], package).Where(file => file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)));
            natives.AddRange(Files(parts["native"], package));
        }
        return new RestoredPackages(assemblies, natives, folders, versions);
    }

    private static IEnumerable<string> Files(JsonNode? items, string package) =>
        (items as JsonObject ?? []).Select(item => item.Key).Where(name => !name.EndsWith("/_._", StringComparison.Ordinal))
            .Select(name => Path.Combine(package, name));

    [GeneratedRegex(@"depends on (\S+) \(>= (\S+)\) but .* was not found\. \S+ (\S+) was resolved")]
    private static partial Regex Nearest();

    [GeneratedRegex(@"error (NU\d+): (.+?)(?: \[[^\]\n]*\])?\s*$", RegexOptions.Multiline)]
    private static partial Regex Error();
}
