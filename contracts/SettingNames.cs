namespace PromptToImage.Contracts;

/// <summary>
/// Names of the settings that functions are configured with: environment variables on Lambda, a dictionary in process.
/// Which function reads which: <see cref="FunctionCatalog"/>.
/// </summary>
public static class SettingNames
{
    public const string QueueUrl = "QUEUE_URL";
    public const string DeadLetterQueueUrl = "DEAD_LETTER_QUEUE_URL";
    public const string StateMachineArn = "STATE_MACHINE_ARN";

    /// <summary>How many executions may run at once; a whole number from 1 to 1000.</summary>
    public const string MaxConcurrentExecutions = "MAX_CONCURRENT_EXECUTIONS";

    /// <summary>How many environments of Start count running executions independently; 1 where all invocations share one process.</summary>
    public const string StartEnvironments = "START_ENVIRONMENTS";

    /// <summary>Start counts running executions at most once per this many milliseconds.</summary>
    public const string CountIntervalMilliseconds = "COUNT_INTERVAL_MS";

    /// <summary>For how many milliseconds ListExecutions may not show a started execution; 0 where the list is consistent.</summary>
    public const string ListDelayMilliseconds = "LIST_DELAY_MS";

    public const string ModelId = "MODEL_ID";

    /// <summary>Where the model is, apart from where everything else is.</summary>
    public const string BedrockRegion = "BEDROCK_REGION";

    public const string Bucket = "BUCKET";

    /// <summary>Before every key in the bucket: empty, or one or more folders ending with a slash.</summary>
    public const string KeyPrefix = "KEY_PREFIX";

    public const string ResultsTopicArn = "RESULTS_TOPIC_ARN";
    public const string AlertsTopicArn = "ALERTS_TOPIC_ARN";

    /// <summary>What one picture costs, in US dollars, where the list price does not hold.</summary>
    public const string ImagePriceUsd = "IMAGE_PRICE_USD";

    /// <summary>Link to an execution in a console; <c>{executionArn}</c> is replaced.</summary>
    public const string ExecutionUrlFormat = "EXECUTION_URL_FORMAT";

    /// <summary>Command that redrives one dead letter; <c>{id}</c> is replaced.</summary>
    public const string RedriveCommandFormat = "REDRIVE_COMMAND_FORMAT";
}
