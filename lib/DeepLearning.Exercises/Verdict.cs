using System.Net;
using DeepLearning.Display;

namespace DeepLearning.Exercises;

/// <summary>How an attempt at an exercise went.</summary>
public enum ExerciseStatus
{
    /// <summary>The stub is still in place.</summary>
    NotAttempted,

    /// <summary>Some value is wrong.</summary>
    NotYet,

    /// <summary>Every case gives the right values.</summary>
    Passed,
}

/// <summary>The card that answers an attempt.</summary>
[TypeFormatterSource(typeof(RichOutputFormatters))]
public sealed class Verdict : IRichOutput
{
    internal Verdict(ExerciseStatus status, string id, string title, string message, string? detail = null) =>
        (Status, Id, Title, Message, Detail) = (status, id, title, message, detail);

    /// <summary>How it went.</summary>
    public ExerciseStatus Status { get; }

    /// <summary>The exercise, such as <c>02.3</c>.</summary>
    public string Id { get; }

    /// <summary>What the exercise is called.</summary>
    public string Title { get; }

    /// <summary>What is wrong, in terms of the mistake; or what was shown to be right.</summary>
    public string Message { get; }

    /// <summary>Where it shows: the case, the place, the value that came and the one that belongs there.</summary>
    public string? Detail { get; }

    private (string Sign, string Word, string Colour) Mark => Status switch
    {
        ExerciseStatus.Passed => ("✓", "passed", "#1a7f5a"),
        ExerciseStatus.NotYet => ("✗", "not yet", "#b35900"),
        _ => ("…", "not attempted yet", "#57606a"),
    };

    /// <summary>The card as text.</summary>
    public override string ToString() =>
        $"{Mark.Sign} Exercise {Id}, {Title}: {Mark.Word}. {Message}{(Detail is null ? "" : $"\n  {Detail}")}";

    /// <summary>The card as HTML.</summary>
    public string ToHtml() => ExerciseText.Card($"{Mark.Sign} Exercise {Id}: {Mark.Word}", Title, Mark.Colour,
        $"<p style=\"margin:.4em 0 0\">{WebUtility.HtmlEncode(Message)}</p>" +
        (Detail is null ? ""
            : "<p style=\"margin:.4em 0 " +
                $"0;font-family:ui-monospace,Consolas,monospace;font-size:.92em\">{WebUtility.HtmlEncode(Detail)}</p>"));
}
