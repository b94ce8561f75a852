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

    private readonly string _tex;
    private int _at, _matrices;

    private TexText(string tex) => _tex = tex;

    public static string Of(string tex) => new TexText(tex).Sequence('\0').Trim();

    private string Sequence(char end)
    {
        var text = new StringBuilder();
        while (_at < _tex.Length && _tex[_at] != end) text.Append(Part());
        _at++;
        return text.ToString();
    }

    private string Part()
    {
        var c = _tex[_at++];
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
        var start = _at;
        while (_at < _tex.Length && char.IsAsciiLetter(_tex[_at])) _at++;
        if (_at == start) return _at < _tex.Length ? Symbol(_tex[_at++]) : "";
        var name = _tex[start.._at];
        if (name is "frac" or "dfrac" or "tfrac") return $"{Grouped(Argument())}/{Grouped(Argument())}";
        if (name == "sqrt") return $"√{Grouped(Argument())}";
        if (name is "hat" or "bar" or "tilde") return Argument() + name switch { "hat" => "\u0302", "bar" => "\u0304", _ => "\u0303" };
        if (name is "begin" or "end") return Matrix(name == "begin", Argument());
        while (_at < _tex.Length && _tex[_at] == ' ' && (Looks.Contains(name) || name is "partial" or "nabla")) _at++;
        if (Looks.Contains(name)) return _at < _tex.Length && _tex[_at] == '{' ? Part() : "";
        return Names.GetValueOrDefault(name, name);
    }

    private string Matrix(bool begins, string kind)
    {
        if (!kind.EndsWith("matrix", StringComparison.Ordinal)) return "";
        _matrices += begins ? 1 : -1;
        return begins ? "[" : "]";
    }

    private string Symbol(char symbol) => symbol switch
    {
        '\\' => _matrices > 0 ? ";" : "\n",
        ',' or ';' or ':' or ' ' => " ",
        '!' => "",
        '|' => "‖",
        _ => symbol.ToString()
    };

    private string Argument()
    {
        while (_at < _tex.Length && _tex[_at] == ' ') _at++;
        return _at < _tex.Length ? Part().Trim() : "";
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
