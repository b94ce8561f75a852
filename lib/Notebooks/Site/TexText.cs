using System.Globalization;
using System.Text;

namespace Notebooks.Site;

/// <summary>Writes a formula so that it can be read where it is not typeset: ∂L/∂x for <c>\frac{\partial L}{\partial x}</c>.</summary>
internal sealed class TexText
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["partial"] = "∂",
        ["nabla"] = "∇",
        ["cdot"] = "·",
        ["times"] = "×",
        ["odot"] = "⊙",
        ["circ"] = "∘",
        ["pm"] = "±",
        ["approx"] = "≈",
        ["neq"] = "≠",
        ["ne"] = "≠",
        ["leq"] = "≤",
        ["le"] = "≤",
        ["geq"] = "≥",
        ["ge"] = "≥",
        ["ll"] = "≪",
        ["gg"] = "≫",
        ["in"] = "∈",
        ["infty"] = "∞",
        ["sum"] = "Σ",
        ["prod"] = "∏",
        ["int"] = "∫",
        ["to"] = "→",
        ["leftarrow"] = "←",
        ["gets"] = "←",
        ["rightarrow"] = "→",
        ["mapsto"] = "↦",
        ["Rightarrow"] = "⇒",
        ["Longrightarrow"] = "⇒",
        ["ldots"] = "…",
        ["dots"] = "…",
        ["cdots"] = "⋯",
        ["top"] = "ᵀ",
        ["lfloor"] = "⌊",
        ["rfloor"] = "⌋",
        ["lceil"] = "⌈",
        ["rceil"] = "⌉",
        ["mid"] = "|",
        ["lVert"] = "‖",
        ["rVert"] = "‖",
        ["sim"] = "~",
        ["propto"] = "∝",
        ["equiv"] = "≡",
        ["alpha"] = "α",
        ["beta"] = "β",
        ["gamma"] = "γ",
        ["delta"] = "δ",
        ["epsilon"] = "ε",
        ["varepsilon"] = "ε",
        ["zeta"] = "ζ",
        ["eta"] = "η",
        ["theta"] = "θ",
        ["kappa"] = "κ",
        ["lambda"] = "λ",
        ["mu"] = "μ",
        ["nu"] = "ν",
        ["pi"] = "π",
        ["rho"] = "ρ",
        ["sigma"] = "σ",
        ["tau"] = "τ",
        ["phi"] = "φ",
        ["varphi"] = "φ",
        ["chi"] = "χ",
        ["psi"] = "ψ",
        ["omega"] = "ω",
        ["Gamma"] = "Γ",
        ["Delta"] = "Δ",
        ["Theta"] = "Θ",
        ["Lambda"] = "Λ",
        ["Sigma"] = "Σ",
        ["Phi"] = "Φ",
        ["Omega"] = "Ω",
        ["ell"] = "ℓ",
        ["quad"] = "  ",
        ["qquad"] = "    ",
    };

    // Words that only say how the next part looks.
    private static readonly HashSet<string> Looks =
    [
        "text", "mathrm", "mathsf", "mathbf", "mathit", "mathcal", "mathbb", "operatorname", "textbf", "textit", "left", "right", "big",
            "Big", "bigl", "bigr", "Bigl", "Bigr",
        "displaystyle", "limits", "underbrace", "overbrace", "boldsymbol", "tfrac",
    ];

    private readonly string tex;
    private int at, matrices;

    private TexText(string tex) => this.tex = tex;

    public static string Of(string tex) => new TexText(tex).Sequence('\0').Trim();

    private string Sequence(char end)
    {
        var text = new StringBuilder();
        while (at < tex.Length && tex[at] != end) text.Append(Part());
        at++;
        return text.ToString();
    }

    private string Part()
    {
        var c = tex[at++];
        return c switch
        {
            '{' => Sequence('}'),
            '\\' => Command(),
            '^' => Raised(Argument(), "⁰¹²³⁴⁵⁶⁷⁸⁹", "^"),
            '_' => Raised(Argument(), "₀₁₂₃₄₅₆₇₈₉", "_"),
            '&' => " ",
            '~' => " ",
            '\'' => "′",
            '-' => "−",
            _ => c.ToString(),
        };
    }

    private string Command()
    {
        var start = at;
        while (at < tex.Length && char.IsAsciiLetter(tex[at])) at++;
        if (at == start) return at < tex.Length ? Symbol(tex[at++]) : "";
        var name = tex[start..at];
        if (name is "frac" or "dfrac" or "tfrac") return $"{Grouped(Argument())}/{Grouped(Argument())}";
        if (name == "sqrt") return $"√{Grouped(Argument())}";
        if (name is "hat" or "bar" or "tilde") return Argument() + name switch { "hat" => "\u0302", "bar" => "\u0304", _ => "\u0303" };
        if (name is "begin" or "end") return Matrix(name == "begin", Argument());
        while (at < tex.Length && tex[at] == ' ' && (Looks.Contains(name) || name is "partial" or "nabla")) at++;
        if (Looks.Contains(name)) return at < tex.Length && tex[at] == '{' ? Part() : "";
        return Names.GetValueOrDefault(name, name);
    }

    private string Matrix(bool begins, string kind)
    {
        if (!kind.EndsWith("matrix", StringComparison.Ordinal)) return "";
        matrices += begins ? 1 : -1;
        return begins ? "[" : "]";
    }

    private string Symbol(char symbol) => symbol switch { '\\' => matrices > 0 ? ";" : "\n", ',' or ';' or ':' or ' ' => " ", '!' => "",
        '|' => "‖", _ => symbol.ToString() };

    private string Argument()
    {
        while (at < tex.Length && tex[at] == ' ') at++;
        return at < tex.Length ? Part().Trim() : "";
    }

    private static string Grouped(string part) => part.Any(c => " +−=·×/".Contains(c, StringComparison.Ordinal)) ? $"({part})" : part;

    private static string Raised(string part, string digits, string otherwise)
    {
        if (part is "T" or "ᵀ" && otherwise == "^") return "ᵀ";
        if (part is "′") return part;
        if (part.Length > 0 && part.All(char.IsAsciiDigit))
            return string.Concat(part.Select(digit => digits[CharUnicodeInfo.GetDecimalDigitValue(digit)]));
        return otherwise + (part.Length > 1 ? $"({part})" : part);
    }
}
