namespace DeepLearning.Display;

/// <summary>A value with a picture: HTML for a notebook, and <see cref="object.ToString"/> where only text shows.</summary>
internal interface IRichOutput
{
    /// <summary>A complete fragment of HTML, with every text in it escaped.</summary>
    string ToHtml();
}
