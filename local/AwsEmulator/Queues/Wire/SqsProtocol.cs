using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Queues.Wire;

/// <summary>SQS's two protocols, AWS JSON 1.0 and AWS Query, on the same operations.</summary>
public static class SqsProtocol
{
    /// <param name="queues">The queues.</param>
    /// <param name="endpoint">
    /// Returns the start of queue URLs. Called for each response, because the port is not known before the start.
    /// </param>
    public static IReadOnlyList<IAwsProtocol> Create(QueueService queues, Func<Uri> endpoint)
    {
        var operations = new SqsOperations(queues, endpoint).All;
        return
        [
            new JsonProtocol("AmazonSQS", operations, errorNamespace: "com.amazonaws.sqs#", hasQueryErrors: true),
            new QueryProtocol(
                SqsQueryAdapter.Version,
                SqsQueryAdapter.XmlNamespace,
                operations.ToDictionary(pair => pair.Key, pair => SqsQueryAdapter.Adapt(pair.Value), StringComparer.Ordinal)
            ),
        ];
    }
}
