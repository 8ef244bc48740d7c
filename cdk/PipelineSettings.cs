using System.Text.RegularExpressions;
using Amazon.CDK.AWS.Logs;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Flow;
using PromptToImage.Contracts.Messages;

namespace PromptToImage.Cdk;

/// <summary>
/// Every number and name of a deployment. The first part is configured from outside (docs/deploy.md lists the keys); the second
/// part is changed here. The functions' timeouts are in contracts/FunctionCatalog.cs, retries in the definition.
/// </summary>
public sealed partial record PipelineSettings
{
    /// <summary>The e-mail addresses for failures and alarms. Without one, the template can be synthesized but not deployed.</summary>
    public IReadOnlyList<string> AlertEmails { get; init; } = [];

    /// <summary>The e-mail addresses for stored images.</summary>
    public IReadOnlyList<string> ResultEmails { get; init; } = [];

    /// <summary>Whether <see cref="ResultEmails"/> get one e-mail a day instead of one for each image.</summary>
    public bool DailyDigest { get; init; }

    /// <summary>The HTTPS endpoint that receives the notices of stored images; null for none.</summary>
    public string? ResultWebhook { get; init; }

    /// <summary>The HTTPS endpoint that receives failures and alarms; null for none.</summary>
    public string? AlertWebhook { get; init; }

    /// <summary>A prefix of all names, so that several people can deploy into one account. Empty, or for example <c>team18</c>.</summary>
    public string NamePrefix { get; init; } = "";

    /// <summary>An existing bucket of this account; null creates a bucket.</summary>
    public string? BucketName { get; init; }

    /// <summary>A prefix of all keys in the bucket. Empty, or folders that end with a slash, for example <c>18/</c>.</summary>
    public string KeyPrefix { get; init; } = "";

    /// <summary>One of <see cref="SupportedModels"/>.</summary>
    public string ModelId { get; init; } = PromptRules.DefaultModelId;

    /// <summary>The region of the model, which may differ from the stack's.</summary>
    public string BedrockRegion { get; init; } = PromptRules.DefaultModelRegion;

    /// <summary>The largest number of concurrent executions. Bedrock's quotas for images are a few requests per minute.</summary>
    public int MaxConcurrentExecutions { get; init; } = FlowNumbers.DefaultConcurrency;

    /// <summary>The age of the oldest message above which the alarm is raised, in seconds.</summary>
    public int QueueAgeAlarmSeconds { get; init; } = (int)FlowNumbers.OldestPromptThreshold.TotalSeconds;

    public bool HttpApi { get; init; } = true;

    /// <summary>
    /// Prompts per day over the HTTP API. AWS applies usage plans on a best-effort basis, so this is not a bound on cost; requests for
    /// the status are not counted. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
    /// </summary>
    public int ApiDailyQuota { get; init; } = 1000;

    public FunctionArchitecture Architecture { get; init; } = FunctionArchitecture.X64;

    /// <summary>The source of the functions' AWS packages; null selects the official ones where the feed has them.</summary>
    public PackageSource? AwsPackages { get; init; }

    /// <summary>The price of one image in US dollars, where it differs from the list price.</summary>
    public decimal? ImagePriceUsd { get; init; }

    /// <summary>The account's monthly cost in US dollars above which the alerts topic is notified; null for no budget.</summary>
    public decimal? MonthlyBudgetUsd { get; init; }

    /// <summary>The share of new executions that a new version gets at first, in percent; 100 moves all of them at once.</summary>
    public int RolloutPercent { get; init; } = 10;

    /// <summary>The time in minutes after which a new version gets all new executions.</summary>
    public int RolloutMinutes { get; init; } = 5;

    /// <summary>
    /// The queue's retention in days. The dead-letter queue's is twice as long, because a redriven message keeps its first timestamp.
    /// </summary>
    public int QueueRetentionDays { get; init; } = (int)FlowNumbers.QueueRetention.TotalDays;

    /// <summary>The dead-letter queue's retention in days: the maximum of SQS.</summary>
    public int DeadLetterRetentionDays { get; init; } = (int)FlowNumbers.DeadLetterRetention.TotalDays;

    /// <summary>
    /// Failed executions within five minutes that raise the alarm. A single failed prompt has its notice and the alarm on the dead-letter
    /// queue.
    /// </summary>
    public int ExecutionsFailedAlarm { get; init; } = 5;

    /// <summary>
    /// Invocations of Start at the same time. More than the minimum of Lambda only helps where <see cref="MaxConcurrentExecutions"/> is
    /// over 200: each invocation counts running executions for itself.
    /// </summary>
    public int StartConcurrency { get; init; } = FlowNumbers.StartConcurrency;

    public RetentionDays LogRetention { get; init; } = RetentionDays.ONE_MONTH;

    /// <summary>The retention of the bucket's access log in days.</summary>
    public int AccessLogDays { get; init; } = 90;

    /// <summary>Requests per second.</summary>
    public int ApiRate { get; init; } = 10;

    public int ApiBurst { get; init; } = 20;

    /// <summary>The name of a resource with the prefix of this deployment.</summary>
    public string Name(string part = "") => DeploymentNames.For(part, NamePrefix);

    /// <summary>Reads and validates all settings.</summary>
    /// <exception cref="InvalidSettingsException">A setting is invalid or unknown. The exception lists all errors.</exception>
    public static PipelineSettings Read(SettingSource source)
    {
        var defaults = new PipelineSettings();
        var alertEmails = source.Addresses("alertEmail");
        var resultEmails = source.Addresses("resultEmail");
        return new PipelineSettings
        {
            AlertEmails = alertEmails,
            ResultEmails = resultEmails,
            DailyDigest = ReadDigest(source, resultEmails),
            ResultWebhook = source.Text("resultWebhook", WebhookPattern(), "an https:// URL"),
            AlertWebhook = source.Text("alertWebhook", WebhookPattern(), "an https:// URL"),
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
            ModelId = ReadModelId(source) ?? defaults.ModelId,
            BedrockRegion = source.Text("bedrockRegion", RegionPattern(), "a region such as us-west-2") ?? defaults.BedrockRegion,
            MaxConcurrentExecutions = source.WholeNumber("maxConcurrentExecutions", defaults.MaxConcurrentExecutions, 1, 1000),
            QueueAgeAlarmSeconds = source.WholeNumber("queueAgeAlarmSeconds", defaults.QueueAgeAlarmSeconds, 1, 7 * 24 * 3600),
            HttpApi = source.Flag("httpApi", defaults.HttpApi),
            ApiDailyQuota = source.WholeNumber("apiDailyQuota", defaults.ApiDailyQuota, 1, 1_000_000),
            Architecture = source.Choice("architecture", Architectures) ?? defaults.Architecture,
            AwsPackages = source.Choice("awsPackages", PackageSources),
            ImagePriceUsd = source.Amount("imagePriceUsd", 100, "0.04"),
            MonthlyBudgetUsd = source.Amount("monthlyBudgetUsd", 1_000_000, "200"),
            RolloutPercent = source.WholeNumber("rolloutPercent", defaults.RolloutPercent, 1, 100),
            RolloutMinutes = source.WholeNumber("rolloutMinutes", defaults.RolloutMinutes, 1, 60),
        };
    }

    private static bool ReadDigest(SettingSource source, IReadOnlyList<string> addresses)
    {
        var daily = source.Choice("resultDigest", Digests) ?? false;
        if (daily && addresses.Count == 0)
        {
            source.Reject("resultDigest: is daily, but no resultEmail would receive the digest");
        }

        return daily;
    }

    private static string? ReadModelId(SettingSource source)
    {
        var model = source.Text("modelId", ModelPattern(), "a Bedrock model id such as stability.stable-image-core-v1:1");
        if (model is null || SupportedModels.Contains(model))
        {
            return model;
        }

        source.Reject($"modelId: '{model}' is not supported. Supported ids begin with {string.Join(", ", SupportedModels.Stability)}");
        return null;
    }

    private static readonly Dictionary<string, bool> Digests = new() { ["none"] = false, ["daily"] = true };

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

    [GeneratedRegex("^https://[^\\s\"<>]+$")]
    private static partial Regex WebhookPattern();

    [GeneratedRegex("^[a-z]{2}(-[a-z]+)+-[0-9]$")]
    private static partial Regex RegionPattern();
}
