using System.Text.Encodings.Web;
using System.Text.Json;

namespace AwsProtocols.Json;

/// <summary>How characters stand on the wire.</summary>
public static class WireText
{
    /// <summary>
    /// Options that escape no more than JSON asks for, as AWS's JavaScript client does. The default escapes
    /// for HTML too: six bytes for every quotation mark of a JSON text in a JSON text, and those bodies are
    /// hard to read in a log.
    /// </summary>
    public static JsonSerializerOptions Relax(JsonSerializerOptions options)
    {
        return new JsonSerializerOptions(options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    }
}
