using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Queues.Wire;

/// <summary>SQS on the wire: one table of operations, spoken to in JSON and in Query.</summary>
public static class SqsProtocol
{
    /// <param name="endpoint">What queue URLs begin with; asked for each answer, since the port may be known late.</param>
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
