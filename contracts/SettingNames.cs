namespace PromptToImage.Contracts;

/// <summary>
/// Names of the functions' settings: environment variables on Lambda, a dictionary in process. <see cref="FunctionCatalog"/> lists the
/// settings that each function reads.
/// </summary>
public static class SettingNames
{
    public const string QueueUrl = "QUEUE_URL";
    public const string DeadLetterQueueUrl = "DEAD_LETTER_QUEUE_URL";
    public const string StateMachineArn = "STATE_MACHINE_ARN";

    /// <summary>The maximum number of concurrent executions, from 1 to 1000.</summary>
    public const string MaxConcurrentExecutions = "MAX_CONCURRENT_EXECUTIONS";

    /// <summary>How many environments of Start count running executions independently; 1 where all invocations share one process.</summary>
    public const string StartEnvironments = "START_ENVIRONMENTS";

    /// <summary>Start counts running executions at most once per this many milliseconds.</summary>
    public const string CountIntervalMilliseconds = "COUNT_INTERVAL_MS";

    /// <summary>For how many milliseconds ListExecutions may not show a started execution; 0 where the list is consistent.</summary>
    public const string ListDelayMilliseconds = "LIST_DELAY_MS";

    public const string ModelId = "MODEL_ID";

    /// <summary>The region of the model, which can differ from the region of the other services.</summary>
    public const string BedrockRegion = "BEDROCK_REGION";

    public const string Bucket = "BUCKET";

    /// <summary>The prefix of every key in the bucket: empty, or one or more folders that end with a slash.</summary>
    public const string KeyPrefix = "KEY_PREFIX";

    public const string ResultsTopicArn = "RESULTS_TOPIC_ARN";
    public const string AlertsTopicArn = "ALERTS_TOPIC_ARN";

    /// <summary>The price of one image in US dollars. Overrides the list price.</summary>
    public const string ImagePriceUsd = "IMAGE_PRICE_USD";

    /// <summary>The link to an execution in a console, with the placeholder <c>{executionArn}</c>.</summary>
    public const string ExecutionUrlFormat = "EXECUTION_URL_FORMAT";

    /// <summary>The link to an image, with the placeholders <c>{bucket}</c>, <c>{key}</c> and <c>{executionName}</c>.</summary>
    public const string ImageUrlFormat = "IMAGE_URL_FORMAT";

    /// <summary>The command that redrives one dead letter, with the placeholder <c>{id}</c>.</summary>
    public const string RedriveCommandFormat = "REDRIVE_COMMAND_FORMAT";
}
