using System.Text.Encodings.Web;
using System.Text.Json;

namespace PromptToImage.Deployment.Tests;

internal static class Json
{
    public static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
