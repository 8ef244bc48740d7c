using System.Text.RegularExpressions;
using Amazon.CDK.AWS.Logs;
using PromptToImage.Contracts.Messages;

namespace PromptToImage.Cdk;

/// <summary>
/// Every number and name of a deployment, once. The first part can be set from outside (docs/deploy.md lists the keys);
/// the second is changed here. Time limits of the functions stand beside their code, retries in the definition.
/// </summary>
public sealed partial record PipelineSettings
{
    /// <summary>Who is told of failures and alarms. With none, the template can be looked at but not deployed.</summary>
    public IReadOnlyList<string> AlertEmails { get; init; } = [];

    /// <summary>Who is told of every stored image.</summary>
    public IReadOnlyList<string> ResultEmails { get; init; } = [];

    /// <summary>Before every name, so that several people can deploy into one account. Empty, or like <c>team18</c>.</summary>
    public string NamePrefix { get; init; } = "";

    /// <summary>An existing bucket of this account; null makes a new one.</summary>
    public string? BucketName { get; init; }

    /// <summary>Before every key in the bucket. Empty, or folders ending with a slash, like <c>18/</c>.</summary>
    public string KeyPrefix { get; init; } = "";

    public string ModelId { get; init; } = PromptRules.DefaultModelId;

    /// <summary>Where the model is offered, apart from the stack's own region.</summary>
    public string BedrockRegion { get; init; } = "us-west-2";

    /// <summary>Executions running at once. Bedrock's image quotas are a few requests a minute.</summary>
    public int MaxConcurrentExecutions { get; init; } = 10;

    /// <summary>Seconds that the oldest message may wait before the alarm.</summary>
    public int QueueAgeAlarmSeconds { get; init; } = 120;

    public bool HttpApi { get; init; } = true;

    /// <summary>Requests a day over the HTTP API, all keys together: what a leaked key can cost at most.</summary>
    public int ApiDailyQuota { get; init; } = 1000;

    public FunctionArchitecture Architecture { get; init; } = FunctionArchitecture.X64;

    /// <summary>Where the functions' AWS packages come from; null is official where they can be had.</summary>
    public PackageSource? AwsPackages { get; init; }

    /// <summary>What one image costs in US dollars, where the list price that the functions know does not hold.</summary>
    public decimal? ImagePriceUsd { get; init; }

    /// <summary>Days; the dead-letter queue keeps twice as long, since a redriven message keeps its first timestamp.</summary>
    public int QueueRetentionDays { get; init; } = 7;

    /// <summary>Days; SQS's own maximum.</summary>
    public int DeadLetterRetentionDays { get; init; } = 14;

    /// <summary>High, since a message that is deferred for want of room is received again and again without having failed.</summary>
    public int MaxReceiveCount { get; init; } = 1000;

    public int BatchSize { get; init; } = 10;

    /// <summary>Start functions at once; the least that Lambda allows, as each counts running executions for itself.</summary>
    public int StartConcurrency { get; init; } = 2;

    /// <summary>SQS asks for at least six times the function's timeout.</summary>
    public int VisibilityTimeoutFactor { get; init; } = 6;

    /// <summary>MiB. CPU comes in proportion: less makes cold starts slower, not cheaper.</summary>
    public int FunctionMemory { get; init; } = 512;

    /// <summary>MiB. Generate and Store hold an image of several megabytes, Generate its base64 too.</summary>
    public int ImageFunctionMemory { get; init; } = 1024;

    public RetentionDays LogRetention { get; init; } = RetentionDays.ONE_MONTH;

    /// <summary>Days that a staged image outlives the execution that forgot it.</summary>
    public int StagingDays { get; init; } = 1;

    /// <summary>Days that the bucket's access log is kept.</summary>
    public int AccessLogDays { get; init; } = 90;

    /// <summary>Requests a second, and the burst above it.</summary>
    public int ApiRate { get; init; } = 10;

    public int ApiBurst { get; init; } = 20;

    /// <summary>The prefix and the one name that everything bears: <c>team18-prompt-to-image-alerts</c>.</summary>
    public string Name(string part = "") =>
        (NamePrefix.Length == 0 ? "" : NamePrefix + "-") + "prompt-to-image" + (part.Length == 0 ? "" : "-" + part);

    /// <summary>Reads all settings, or tells everything that is wrong with them.</summary>
    /// <exception cref="InvalidSettingsException">Any setting is malformed or unknown.</exception>
    public static PipelineSettings Read(SettingSource source)
    {
        PipelineSettings defaults = new();
        return new PipelineSettings
        {
            AlertEmails = source.Addresses("alertEmail"),
            ResultEmails = source.Addresses("resultEmail"),
            NamePrefix =
                source.Text("namePrefix", NamePattern(), "1 to 20 of a-z, 0-9 and -, beginning with a letter and not ending with -")
                ?? defaults.NamePrefix,
            BucketName = source.Text("bucketName", BucketPattern(), "a bucket name: 3 to 63 of a-z, 0-9, - and ."),
            KeyPrefix =
                source.Text(
                    "keyPrefix",
                    KeyPattern(),
                    "folders of A-Z, a-z, 0-9, - and _, each ending with a slash, 100 characters at most, such as 18/"
                ) ?? defaults.KeyPrefix,
            ModelId =
                source.Text("modelId", ModelPattern(), "a Bedrock model id such as stability.stable-image-core-v1:1") ?? defaults.ModelId,
            BedrockRegion = source.Text("bedrockRegion", RegionPattern(), "a region such as us-west-2") ?? defaults.BedrockRegion,
            MaxConcurrentExecutions = source.WholeNumber("maxConcurrentExecutions", defaults.MaxConcurrentExecutions, 1, 1000),
            QueueAgeAlarmSeconds = source.WholeNumber("queueAgeAlarmSeconds", defaults.QueueAgeAlarmSeconds, 1, 7 * 24 * 3600),
            HttpApi = source.Flag("httpApi", defaults.HttpApi),
            ApiDailyQuota = source.WholeNumber("apiDailyQuota", defaults.ApiDailyQuota, 1, 1_000_000),
            Architecture = source.Choice("architecture", Architectures) ?? defaults.Architecture,
            AwsPackages = source.Choice("awsPackages", PackageSources),
            ImagePriceUsd = source.Amount("imagePriceUsd", 100),
        };
    }

    private static readonly Dictionary<string, FunctionArchitecture> Architectures = new()
    {
        ["x64"] = FunctionArchitecture.X64,
        ["arm64"] = FunctionArchitecture.Arm64,
    };

    private static readonly Dictionary<string, PackageSource> PackageSources = new()
    {
        ["official"] = PackageSource.Official,
        ["standin"] = PackageSource.StandIn,
    };

    [GeneratedRegex("^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$")]
    private static partial Regex NamePattern();

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
    private static partial Regex BucketPattern();

    [GeneratedRegex("^(?=.{1,100}$)([A-Za-z0-9_-]+/)+$")]
    private static partial Regex KeyPattern();

    [GeneratedRegex("^[a-z0-9-]+(\\.[a-z0-9-]+)+(:[0-9]+)?$")]
    private static partial Regex ModelPattern();

    [GeneratedRegex("^[a-z]{2}(-[a-z]+)+-[0-9]$")]
    private static partial Regex RegionPattern();
}
