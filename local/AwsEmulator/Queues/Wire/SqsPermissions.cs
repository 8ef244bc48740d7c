using PromptToImage.AwsEmulator.Authorization;

namespace PromptToImage.AwsEmulator.Queues.Wire;

/// <summary>
/// The permissions of SQS's operations, https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html.
/// </summary>
internal static class SqsPermissions
{
    private const string BatchSuffix = "Batch";

    /// <param name="operation">The operation's name.</param>
    /// <param name="parameter">Reads a parameter of the request; null if it is absent.</param>
    public static IEnumerable<Permission> For(string operation, Func<string, string?> parameter) =>
        operation switch
        {
            "ListQueues" or "CancelMessageMoveTask" => [new($"sqs:{operation}", "*")],
            "CreateQueue" or "GetQueueUrl" => [new($"sqs:{operation}", Arn(parameter("QueueName")))],
            "ListMessageMoveTasks" => [new("sqs:ListMessageMoveTasks", Arn(parameter("SourceArn")))],
            "StartMessageMoveTask" => Move(Arn(parameter("SourceArn")), parameter("DestinationArn")),
            _ => [new($"sqs:{Single(operation)}", Arn(parameter("QueueUrl")))],
        };

    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
    private static IEnumerable<Permission> Move(string source, string? destination)
    {
        foreach (var operation in (string[])["StartMessageMoveTask", "ReceiveMessage", "DeleteMessage", "GetQueueAttributes"])
        {
            yield return new Permission($"sqs:{operation}", source);
        }

        if (destination is not null)
        {
            yield return new Permission("sqs:SendMessage", Arn(destination));
        }
    }

    // The batch operations have no permissions of their own.
    private static string Single(string operation) =>
        operation.EndsWith(BatchSuffix, StringComparison.Ordinal) ? operation[..^BatchSuffix.Length] : operation;

    private static string Arn(string? urlOrName) => urlOrName is null ? "*" : QueueService.ArnFor(QueueService.NameFrom(urlOrName));
}
