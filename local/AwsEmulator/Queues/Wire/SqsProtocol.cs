using System.Text.Json;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Queues.Wire;

/// <summary>SQS's two protocols, AWS JSON 1.0 and AWS Query, on the same operations.</summary>
public static class SqsProtocol
{
    /// <param name="queues">The queues.</param>
    /// <param name="access">Checks the callers' permissions.</param>
    /// <param name="endpoint">
    /// Returns the start of queue URLs. Called for each response, because the port is not known before the start.
    /// </param>
    public static IReadOnlyList<IAwsProtocol> Create(QueueService queues, AccessControl access, Func<Uri> endpoint)
    {
        var operations = new SqsOperations(queues, endpoint).All;
        return
        [
            new JsonProtocol(
                "AmazonSQS",
                operations,
                SqsParameters.Json,
                access,
                static (operation, request) => SqsPermissions.For(operation, name => Text(request, name)),
                errorNamespace: "com.amazonaws.sqs#",
                hasQueryErrors: true
            ),
            new QueryProtocol(
                SqsQueryAdapter.Version,
                SqsQueryAdapter.XmlNamespace,
                operations.ToDictionary(pair => pair.Key, pair => SqsQueryAdapter.Adapt(pair.Value), StringComparer.Ordinal),
                SqsParameters.Forms,
                access,
                static request => SqsPermissions.For(request.Action, name => SqsQueryAdapter.Parameter(request, name))
            ),
        ];
    }

    private static string? Text(JsonElement request, string name) =>
        request.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
