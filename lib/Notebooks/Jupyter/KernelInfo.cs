using System.Text.Json.Nodes;

namespace Notebooks.Jupyter;

/// <summary>What the kernel says of itself.</summary>
internal static class KernelInfo
{
    public const string DisplayName = ".NET (C#)";
    public const string Implementation = "deep-learning-csharp";

    public static JsonObject Reply() => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = Channels.ProtocolVersion,
        ["implementation"] = Implementation,
        ["implementation_version"] = typeof(KernelInfo).Assembly.GetName().Version!.ToString(3),
        ["banner"] = $"C# 14 on .NET {Environment.Version}",
        ["debugger"] = false,
        ["help_links"] = new JsonArray(),
        ["language_info"] = new JsonObject
        {
            ["name"] = "C#",
            ["version"] = "14.0",
            ["mimetype"] = "text/x-csharp",
            ["file_extension"] = ".cs",
            ["pygments_lexer"] = "csharp",
            ["codemirror_mode"] = "text/x-csharp",
        },
    };
}
