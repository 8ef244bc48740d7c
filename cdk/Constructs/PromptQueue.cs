using Amazon.CDK;
using Amazon.CDK.AWS.SQS;
using Constructs;

namespace PromptToImage.Cdk.Constructs;

/// <summary>
/// The intake queue with its dead-letter queue, which is also where the state machine puts failed prompts.
/// </summary>
public sealed class PromptQueue : Construct
{
    public PromptQueue(Construct scope, string id, PipelineSettings settings, Duration visibilityTimeout)
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
                    // By name, since the two queues would otherwise each wait for the other.
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
                VisibilityTimeout = visibilityTimeout,
                DeadLetterQueue = new DeadLetterQueue { Queue = DeadLetters, MaxReceiveCount = settings.MaxReceiveCount },
            }
        );
    }

    public Queue Intake { get; }

    public Queue DeadLetters { get; }
}
