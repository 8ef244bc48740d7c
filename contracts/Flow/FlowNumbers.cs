namespace PromptToImage.Contracts.Flow;

/// <summary>The numbers of the queue and of Start that the functions, the CDK app, the local run and the simulator share.</summary>
public static class FlowNumbers
{
    /// <summary>How many executions run at a time unless a setting says otherwise.</summary>
    public const int DefaultConcurrency = 10;

    /// <summary>ListExecutions, with which Start counts, lists at most 1,000 executions per page.</summary>
    public const int MaximumConcurrency = 1_000;

    /// <summary>
    /// Messages per invocation of Start. Start waits while it holds a message, so the other messages of a larger batch would wait
    /// for the first one, and the queue would not show their age or keep their order.
    /// </summary>
    public const int BatchSize = 1;

    /// <summary>
    /// Concurrent invocations of Start: the smallest maximum concurrency of an event source mapping. Each holds one message and counts
    /// running executions independently, so more invocations hold more messages and can exceed the limit by more:
    /// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html.
    /// </summary>
    public const int StartConcurrency = 2;

    /// <summary>
    /// The largest maximum receive count of SQS. A prompt that waits in the queue for the whole retention is received at most
    /// 740 times: <see cref="ReceivesGivenBackAtOnce"/> times at once, and then at most 640 times, because 7 days / (15 min + 50 s) is
    /// 637. Therefore an outage of any length moves no prompt to the dead-letter queue.
    /// </summary>
    public const int MaxReceiveCount = 1_000;

    /// <summary>
    /// The number of receives for which a message that found no room becomes visible again at once. They take about 80 minutes, in which
    /// the prompt starts as soon as there is room.
    /// </summary>
    public const int ReceivesGivenBackAtOnce = 100;

    /// <summary>The visibility timeout of a message that found no room more than <see cref="ReceivesGivenBackAtOnce"/> times.</summary>
    public static readonly TimeSpan LaterVisibilityTimeout = TimeSpan.FromMinutes(15);

    /// <summary>How long Start holds a message and waits for room.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(50);

    /// <summary>The time an invocation needs after its wait: to give the message back, or to start its execution with a retry.</summary>
    public static readonly TimeSpan TimeToFinish = TimeSpan.FromSeconds(10);

    /// <summary>The timeout of the Start function.</summary>
    public static readonly TimeSpan StartTimeout = LongestWait + TimeToFinish;

    /// <summary>
    /// Six times the function's timeout, as Lambda recommends for a queue that invokes a function:
    /// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html.
    /// </summary>
    public static readonly TimeSpan VisibilityTimeout = 6 * StartTimeout;

    /// <summary>
    /// How long the queue keeps a prompt. The dead-letter queue keeps messages twice as long, because a redriven message keeps its
    /// first timestamp.
    /// </summary>
    public static readonly TimeSpan QueueRetention = TimeSpan.FromDays(7);

    /// <summary>The maximum of SQS.</summary>
    public static readonly TimeSpan DeadLetterRetention = TimeSpan.FromDays(14);

    /// <summary>The age of the oldest prompt above which the alarm is raised, unless a setting says otherwise.</summary>
    public static readonly TimeSpan OldestPromptThreshold = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Each environment calls ListExecutions at most once per interval. The quota of the three largest regions refills by 5 calls per
    /// second, that of the others by 2: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html.
    /// </summary>
    public static readonly TimeSpan CountInterval = TimeSpan.FromSeconds(1);

    /// <summary>The local run has no quota, and an execution can end within some tens of milliseconds.</summary>
    public static readonly TimeSpan LocalCountInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// How long an execution may be missing in ListExecutions after it started. AWS states no bound, only that the list is eventually
    /// consistent: https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html.
    /// </summary>
    public static readonly TimeSpan ListDelay = TimeSpan.FromSeconds(2);
}
