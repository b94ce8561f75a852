using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using Plotly.NET;

namespace DeepLearning.Plotting;

/// <summary>Writes what Plotly.NET keeps as the JSON that plotly.js reads; a number that is not finite becomes <c>null</c>, a
/// gap.</summary>
/// <remarks>Numbers keep the digits that a picture can show: about six.</remarks>
internal static class ChartJson
{
    // Keeps ², ∂ and − readable, also inside a page: the writer of the page escapes what matters there.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Figure(IEnumerable<Plotly.NET.Trace> data, Layout layout)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Relaxed))
        {
            json.WriteStartObject();
            json.WritePropertyName("data");
            Write(json, data);
            json.WritePropertyName("layout");
            Write(json, layout);
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case double or float: WriteNumber(json, Convert.ToDouble(value, null), 15); break;
            case DynamicObj.DynamicObj owner: WriteObject(json, owner); break;
            case Color { Value: IEnumerable several and not string }: Write(json, several); break;
            case DateTime time:
                json.WriteStringValue(time.TimeOfDay == default ? time.ToString("yyyy-MM-dd", null)
                : time.ToString("O", null)); break;
            case double[] or float[] or IEnumerable<double> or IEnumerable<float>: WriteNumbers(json, Props.NumberArray(value)); break;
            case IEnumerable items:
                json.WriteStartArray();
                foreach (var item in items) Write(json, item);
                json.WriteEndArray();
                break;
            case var _ when value.GetType().IsPrimitive || value is decimal:
                json.WriteRawValue(((IFormattable)value)
                .ToString(null, System.Globalization.CultureInfo.InvariantCulture)); break;
            default: json.WriteStringValue(Props.Text(value) ?? value.ToString()); break;
        }
    }

    private static void WriteObject(Utf8JsonWriter json, DynamicObj.DynamicObj owner)
    {
        json.WriteStartObject();
        if (owner is Plotly.NET.Trace trace) json.WriteString("type", trace.type);
        foreach (var (name, value) in owner.Properties)
        {
            json.WritePropertyName(name);
            Write(json, value);
        }
        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, double[] values)
    {
        var (min, max) = Numbers.Range(values);
        var digits = Numbers.Digits(min, max);
        json.WriteStartArray();
        foreach (var value in values) WriteNumber(json, value, digits);
        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, double value, int digits)
    {
        Span<char> text = stackalloc char[32];
        if (double.IsFinite(value) && value.TryFormat(text, out var length, digits == 6 ? "G6" : "G" + digits,
            System.Globalization.CultureInfo.InvariantCulture)) json.WriteRawValue(text[..length]);
        else json.WriteNullValue();
    }
}
