using Amazon.CDK;
using Amazon.CDK.AWS.SQS;
using Constructs;
using PromptToImage.Contracts.Flow;

namespace PromptToImage.Cdk.Constructs;

/// <summary>
/// The queue with its dead-letter queue, to which the state machine also sends failed prompts.
/// </summary>
public sealed class PromptQueue : Construct
{
    public PromptQueue(Construct scope, string id, PipelineSettings settings)
        : base(scope, id)
    {
        DeadLetters = new Queue(
            this,
            "DeadLetters",
            new QueueProps
            {
                QueueName = settings.Name("dead-letters"),
                Encryption = QueueEncryption.SQS_MANAGED,
                EnforceSSL = true,
                RetentionPeriod = Duration.Days(settings.DeadLetterRetentionDays),
                RedriveAllowPolicy = new RedriveAllowPolicy
                {
                    RedrivePermission = RedrivePermission.BY_QUEUE,
                    // By name, because the two queues would otherwise depend on each other.
                    SourceQueues =
                    [
                        Queue.FromQueueArn(
                            this,
                            "Source",
                            Stack.Of(this).FormatArn(new ArnComponents { Service = "sqs", Resource = settings.Name() })
                        ),
                    ],
                },
            }
        );
        Intake = new Queue(
            this,
            "Intake",
            new QueueProps
            {
                QueueName = settings.Name(),
                Encryption = QueueEncryption.SQS_MANAGED,
                EnforceSSL = true,
                RetentionPeriod = Duration.Days(settings.QueueRetentionDays),
                VisibilityTimeout = Duration.Seconds(FlowNumbers.VisibilityTimeout.TotalSeconds),
                DeadLetterQueue = new DeadLetterQueue { Queue = DeadLetters, MaxReceiveCount = FlowNumbers.MaxReceiveCount },
            }
        );
    }

    public Queue Intake { get; }

    public Queue DeadLetters { get; }
}
