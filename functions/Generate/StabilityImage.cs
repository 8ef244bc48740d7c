using System.Buffers;
using System.Text.Json;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Messages;
using PromptToImage.Contracts.Steps;
using PromptToImage.Functions.Errors;

namespace PromptToImage.Functions.Generate;

/// <summary>
/// Stability AI's text-to-image models:
/// https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-stability-diffusion.html
/// </summary>
internal sealed class StabilityImage : IModelFamily
{
    public bool Supports(string modelId) => SupportedModels.Contains(modelId);

    public byte[] WriteRequest(GenerationRequest request)
    {
        var body = new ArrayBufferWriter<byte>();
        using (Utf8JsonWriter json = new(body))
        {
            json.WriteStartObject();
            json.WriteString("prompt", request.Prompt);
            if (request.NegativePrompt is not null)
            {
                json.WriteString("negative_prompt", request.NegativePrompt);
            }

            json.WriteString("mode", "text-to-image");
            json.WriteString("aspect_ratio", request.AspectRatio);
            json.WriteNumber("seed", request.Seed);
            json.WriteString("output_format", request.OutputFormat);
            json.WriteEndObject();
        }

        return body.WrittenSpan.ToArray();
    }

    public ModelImage ReadResponse(ReadOnlyMemory<byte> response, GenerationRequest request)
    {
        using var document = Parse(response, request);
        var root = document.RootElement;
        var reason = First(root, "finish_reasons") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        if (reason is not null && reason.StartsWith("Filter reason", StringComparison.OrdinalIgnoreCase))
        {
            throw new ContentFilteredException(
                $"The content filter of {request.ModelId} blocked this prompt. It said: {PrintableText.OneLine(reason, 200)}."
            );
        }

        if (First(root, "images") is not { ValueKind: JsonValueKind.String } image)
        {
            throw new ModelOutputException(
                $"{request.ModelId} answered without an image. It said: {PrintableText.OneLine(reason ?? "nothing", 200)}."
            );
        }

        if (!image.TryGetBytesFromBase64(out var bytes) || bytes.Length == 0)
        {
            throw new ModelOutputException($"{request.ModelId} answered with an image that is not valid base64.");
        }

        var seed =
            First(root, "seeds") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var used) ? used : request.Seed;
        return new ModelImage(bytes, seed, reason);
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> response, GenerationRequest request)
    {
        try
        {
            return JsonDocument.Parse(response);
        }
        catch (JsonException e)
        {
            throw new ModelOutputException($"{request.ModelId} answered with text that is not JSON: {e.Message}", e);
        }
    }

    private static JsonElement? First(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object
        && root.TryGetProperty(name, out var list)
        && list.ValueKind == JsonValueKind.Array
        && list.GetArrayLength() > 0
            ? list[0]
            : null;
}
