using System.CommandLine;
using System.Globalization;
using Notebooks.Documents;

namespace Notebooks.Commands;

/// <summary>What several commands have in common.</summary>
internal static class Shared
{
    private const double DefaultTimeoutSeconds = 600;

    public static Argument<string[]> Paths() => new("FILE|FOLDER")
    {
        Description = "Notebooks, or folders of them; the folder 'notebooks' when none is named.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Option<TimeSpan> Timeout() => new("--timeout")
    {
        Description = "Stop a cell that runs longer than this.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => TimeSpan.FromSeconds(DefaultTimeoutSeconds),
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
                && seconds is > 0 and < 1e6)
                return TimeSpan.FromSeconds(seconds);
            result.AddError($"--timeout {result.Tokens[0].Value}: expected a number of seconds above 0.");
            return default;
        },
    };

    public static Option<double?> Tolerance() => new("--tolerance")
    {
        Description = "Let numbers differ by this share, such as 0.02, and do not compare pictures: for another kind of processor.",
        HelpName = "SHARE",
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
                && share is >= 0 and < 1) return share;
            result.AddError($"--tolerance {result.Tokens[0].Value}: expected a number from 0 to below 1, such as 0.02.");
            return default;
        },
    };

    public static Option<int?> Parallel() => new("--parallel")
    {
        Description = "Run so many notebooks at a time; by default what cores and free memory allow.",
        HelpName = "N",
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number is >= 1 and <= 64) return number;
            result.AddError($"--parallel {result.Tokens[0].Value}: expected a number from 1 to 64.");
            return default;
        },
    };

    /// <summary>Turns an expected error into its message and exit code 1.</summary>
    public static async Task<int> Guarded(Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (NotebookException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
    }
}
