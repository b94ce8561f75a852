using Notebooks.Documents;

namespace Notebooks.Running;

/// <summary>Finds the notebooks that a command line names.</summary>
internal static class NotebookFiles
{
    /// <param name="paths">Files and folders; of a folder its own notebooks in the order of their names, not those of folders inside.
    /// Empty: <c>notebooks</c>.</param>
    /// <exception cref="NotebookException">A path does not exist, or a folder has no notebook.</exception>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> paths) => paths.Count > 0
        ? [.. paths.SelectMany(Expand).Distinct()]
        : Directory.Exists("notebooks") ? Expand("notebooks")
        : throw new NotebookException("notebooks: no such folder here. Run this in the repository's folder, or name the notebooks to run.");

    private static List<string> Expand(string path)
    {
        if (File.Exists(path)) return [path];
        if (!Directory.Exists(path))
            throw new NotebookException($"{path}: no such file or folder. Check the path and the folder you are in.");
        var files = Directory.EnumerateFiles(path, "*.ipynb").Where(file => !Path.GetFileName(file).StartsWith('.'))
            .Order(StringComparer.Ordinal).ToList();
        return files.Count > 0 ? files : throw new NotebookException($"{path}: no notebook (*.ipynb) in this folder.");
    }
}
