using System.Text.Json;
using Amazon.Lambda.Core;
using PromptToImage.AwsEmulator.Functions;

namespace PromptToImage.Pipeline;

/// <summary>Calls a Lambda handler as the managed runtime does: the payload goes through the handler's serializer.</summary>
internal static class LambdaHandler
{
    public static FunctionHandler Create<TInput, TOutput>(
        Func<TInput, ILambdaContext, Task<TOutput>> handler,
        ILambdaSerializer serializer,
        int memorySize,
        TimeProvider time,
        ILambdaLogger logger
    ) =>
        async (payload, invocation, _) =>
        {
            using var input = new MemoryStream(payload.ToArray(), writable: false);
            var context = new LocalLambdaContext(invocation, memorySize, time, logger);
            try
            {
                var result = await handler(serializer.Deserialize<TInput>(input), context);
                using var output = new MemoryStream();
                serializer.Serialize(result, output);
                return output.ToArray();
            }
            catch (Exception e)
            {
                // Lambda's runtime logs an exception that a handler does not catch.
                logger.LogError($"{PromptOf(payload)}{e.GetType().Name}: {e.Message}");
                throw;
            }
        };

    /// <summary>The prompt's id in the input of a state, so that the prompt's log has the error; empty if the input has no prompt.</summary>
    private static string PromptOf(ReadOnlyMemory<byte> payload)
    {
        var reader = new Utf8JsonReader(payload.Span);
        if (!JsonDocument.TryParseValue(ref reader, out var document))
        {
            return "";
        }

        using (document)
        {
            var root = document.RootElement;
            var id = IdIn(root) ?? IdIn(Member(root, "request")) ?? IdIn(Member(root, "prompt"));
            return id is null ? "" : $"{id}: ";
        }
    }

    private static string? IdIn(JsonElement element) =>
        Member(element, "id") is { ValueKind: JsonValueKind.String } id ? id.GetString() : null;

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;
}
