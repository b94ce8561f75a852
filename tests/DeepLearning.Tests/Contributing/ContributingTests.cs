using System.Runtime.CompilerServices;

namespace DeepLearning.Tests.Contributing;

/// <summary>The examples in CONTRIBUTING.md are the files beside this one, which compile and pass, and are short.</summary>
public class ContributingTests
{
    [Theory]
    [InlineData("Softplus.cs")]
    [InlineData("NormalizedSgd.cs")]
    public void An_example_is_the_source_that_is_tested(string file)
    {
        var here = Path.GetDirectoryName(Here())!;
        var source = File.ReadAllText(Path.Combine(here, file)).ReplaceLineEndings("\n");
        var text = File.ReadAllText(Path.Combine(here, "..", "..", "..", "CONTRIBUTING.md")).ReplaceLineEndings("\n");
        Assert.Contains($"```csharp\n{source}```\n", text, StringComparison.Ordinal);
        Assert.True(source.Count(c => c == '\n') < 40);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
