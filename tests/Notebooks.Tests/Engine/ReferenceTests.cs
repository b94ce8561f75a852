using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Notebooks.Engine;

namespace Notebooks.Tests.Engine;

public sealed class ReferenceTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("references-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_dll_is_found_from_the_notebooks_folder_with_what_lies_beside_it()
    {
        var below = Compile("Below", "namespace Below; public class Thing { public string Name => \"below\"; }");
        Compile("Above", "namespace Above; public static class Maker { public static Below.Thing Make() => new(); }", below);
        using var session = new Session(Directory.CreateDirectory(Path.Combine(_root, "notebooks")).FullName);
        Assert.Equal("result:below", (await Cells.Run(session, "#r \"../bin/Above.dll\"\nusing Above;", "Maker.Make().Name")).All);
        Assert.Equal("result:Thing", (await Cells.Run(session, "using Below;", "nameof(Thing)")).All);
    }

    [Fact]
    public async Task A_dll_can_be_rebuilt_while_the_session_uses_it_and_the_next_session_sees_the_new_one()
    {
        var path = Compile("Lib", "public static class Lib { public static int Version => 1; public static int Late() => 10; }");
        const string reference = "#r \"bin/Lib.dll\"";
        using var session = new Session(_root);
        Assert.Equal("result:1", (await Cells.Run(session, reference, "Lib.Version")).All);

        // As a build does it: the file is truncated and written again where it is.
        File.WriteAllBytes(path, []);
        Compile("Lib", "public static class Lib { public static int Version => 2; }");

        Assert.Equal("result:10", (await Cells.Run(session, reference, "Lib.Late()")).All);
        using var next = new Session(_root);
        Assert.Equal("result:2", (await Cells.Run(next, reference, "Lib.Version")).All);
    }

    [Fact]
    public async Task A_file_that_is_no_assembly_is_an_error_of_the_cell()
    {
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(_root, "bin")).FullName, "Text.dll"), "not a dll");
        using var session = new Session(_root);
        var sink = await Cells.Run(session, "#r \"bin/Text.dll\"\n1");
        Assert.Equal("error:CS0009", sink.All);
        Assert.Contains("Text.dll", sink.LastError!.Message, StringComparison.Ordinal);
    }

    private string Compile(string name, string code, params string[] references)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_root, "bin")).FullName, name + ".dll");
        var compilation = CSharpCompilation.Create(name,
            [CSharpSyntaxTree.ParseText(code, cancellationToken: TestContext.Current.CancellationToken)],
            ScriptReferences.Framework.Concat(references.Select(reference => MetadataReference.CreateFromFile(reference))),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.True(compilation.Emit(path, cancellationToken: TestContext.Current.CancellationToken).Success);
        return path;
    }
}
