using System.Text.Encodings.Web;
using System.Text.Json;

namespace AwsProtocols.Json;

/// <summary>How characters are escaped in JSON.</summary>
public static class WireText
{
    /// <summary>
    /// Options that escape only what JSON requires, as AWS's JavaScript client does. The default also escapes for HTML: each quotation mark
    /// of a JSON text inside a JSON text takes six bytes, and such bodies are hard to read in a log.
    /// </summary>
    public static JsonSerializerOptions Relax(JsonSerializerOptions options) =>
        new JsonSerializerOptions(options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
