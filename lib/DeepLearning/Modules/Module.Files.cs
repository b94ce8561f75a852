using DeepLearning.Serialization;

namespace DeepLearning.Modules;

/// <remarks>Names and shapes are those that PyTorch gives the same model, so that <c>load_state_dict(load_file(path))</c> takes our files
/// and
/// <see cref="Load"/> takes those that <c>save_file(model.state_dict(), path)</c> wrote.</remarks>
public abstract partial class Module
{
    /// <summary>Writes all parameters and running averages, completely or not at all.</summary>
    /// <param name="path">The file; an old one is replaced in one step, at the end.</param>
    /// <param name="metadata">Notes to write along.</param>
    /// <exception cref="IOException">The file can't be written; the old one, if there was one, is still there.</exception>
    public void Save(string path, IReadOnlyDictionary<string, string>? metadata = null)
    {
        SafeTensors.Save(path, StateNames.Of(this), StateFile.Notes(metadata));
    }

    /// <summary>Overwrites all parameters and running averages with those of a file. If anything does not fit, nothing is
    /// changed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="strict">Whether names must be the same; false takes what both have, for instance to continue with another last
    /// layer.</param>
    /// <param name="prefix">What stands before all names of the file and not of the model, such as <c>module.</c> where PyTorch's
    /// DataParallel saved it; other names are passed over.</param>
    /// <exception cref="InvalidDataException">The file is damaged, lacks a tensor or has one too many, has none in common with the model,
    /// or a shape differs; the message names it.</exception>
    public void Load(string path, bool strict = true, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(prefix);
        StateFile.Fill(SafeTensors.Load(path), StateNames.Of(this), Path.GetFileName(path), strict, prefix);
    }
}
