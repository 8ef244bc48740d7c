using System.Globalization;
using Amazon.BedrockRuntime;
using Amazon.S3;
using Amazon.SimpleNotificationService;
using Amazon.SQS;
using Amazon.StepFunctions;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Flow;
using PromptToImage.Contracts.Messages;
using PromptToImage.Functions.DeadLetters;
using PromptToImage.Functions.Generate;
using PromptToImage.Functions.Metrics;
using PromptToImage.Functions.Notices;
using PromptToImage.Functions.Notify;
using PromptToImage.Functions.Start;
using PromptToImage.Functions.Store;
using PromptToImage.Functions.Validate;

namespace PromptToImage.Functions;

/// <summary>
/// Creates each function's objects from its host's settings. This is the only place that reads settings and creates AWS clients.
/// Each function has its own method, so that it does not load types that only another function needs.
/// </summary>
internal static class Composition
{
    /// <summary>The slowest model needs half of it. The function's own timeout is longer, so that it can report this one.</summary>
    private static readonly TimeSpan ModelTimeout = TimeSpan.FromSeconds(90);

    public static PromptStarter Start(FunctionHost host)
    {
        var settings = new FunctionSettings(FunctionCatalog.Start, host.Settings);
        var executions = StepFunctions(host);
        var queueUrl = settings.Required(SettingNames.QueueUrl);
        var deadLetterQueueUrl = settings.Required(SettingNames.DeadLetterQueueUrl);
        var alertsTopicArn = settings.Required(SettingNames.AlertsTopicArn);
        var links = new NoticeLinks { RedriveCommandFormat = RedriveCommand(settings) };
        var stateMachineArn = settings.Required(SettingNames.StateMachineArn);
        return new PromptStarter(
            new ExecutionStarter(executions, stateMachineArn),
            new RunningExecutions(executions, stateMachineArn),
            Pacing(settings),
            // Most invocations need neither. The clients are created for the first message that is given back or rejected.
            new Lazy<IntakeQueue>(() => new IntakeQueue(Sqs(host), queueUrl)),
            new Lazy<PromptRejection>(() =>
                new PromptRejection(
                    new DeadLetterSender(Sqs(host), deadLetterQueueUrl),
                    new NoticeTopic(Sns(host), alertsTopicArn),
                    links,
                    host.Time
                )
            ),
            host.Time,
            new MetricLog(host.Metrics, host.Time)
        );
    }

    public static PromptValidator Validate(FunctionHost host)
    {
        var settings = new FunctionSettings(FunctionCatalog.Validate, host.Settings);
        return new PromptValidator(settings.Optional(SettingNames.ModelId) ?? PromptRules.DefaultModelId);
    }

    public static ImageGenerator Generate(FunctionHost host)
    {
        var settings = new FunctionSettings(FunctionCatalog.Generate, host.Settings);
        var config = AwsClientSettings.Configure(
            new AmazonBedrockRuntimeConfig
            {
                // Only the state machine retries. Each retry by the SDK would count against the quota and be charged.
                MaxErrorRetry = 0,
                Timeout = ModelTimeout,
            },
            host.Settings,
            "BEDROCK_RUNTIME",
            settings.Optional(SettingNames.BedrockRegion) ?? PromptRules.DefaultModelRegion
        );
        var credentials = AwsClientSettings.Credentials(host.Settings, "BEDROCK_RUNTIME");
        return new ImageGenerator(
            new BedrockModel(
                credentials is null ? new AmazonBedrockRuntimeClient(config) : new AmazonBedrockRuntimeClient(credentials, config)
            ),
            new StagingArea(S3(host), settings.Required(SettingNames.Bucket), KeyPrefix(settings)),
            ImagePrice(settings),
            host.Time,
            new MetricLog(host.Metrics, host.Time)
        );
    }

    public static ImageStore Store(FunctionHost host)
    {
        var settings = new FunctionSettings(FunctionCatalog.Store, host.Settings);
        return new ImageStore(
            S3(host),
            settings.Required(SettingNames.Bucket),
            KeyPrefix(settings),
            host.Time,
            new MetricLog(host.Metrics, host.Time)
        );
    }

    public static OutcomeNotifier Notify(FunctionHost host)
    {
        var settings = new FunctionSettings(FunctionCatalog.Notify, host.Settings);
        var topics = Sns(host);
        var links = new NoticeLinks
        {
            ExecutionUrlFormat = settings.Optional(SettingNames.ExecutionUrlFormat),
            ImageUrlFormat = settings.Optional(SettingNames.ImageUrlFormat),
            RedriveCommandFormat = RedriveCommand(settings),
        };
        var alerts = new NoticeTopic(topics, settings.Required(SettingNames.AlertsTopicArn));
        var deadLetterQueueUrl = settings.Required(SettingNames.DeadLetterQueueUrl);
        var executions = new Lazy<ExecutionReader>(() => new ExecutionReader(StepFunctions(host)));
        var results = new NoticeTopic(topics, settings.Required(SettingNames.ResultsTopicArn));
        return new OutcomeNotifier(
            results,
            alerts,
            links,
            host.Time,
            executions,
            new Lazy<UnhandledEnd>(() =>
                new UnhandledEnd(executions.Value, new DeadLetterSender(Sqs(host), deadLetterQueueUrl), alerts, links, host.Time)
            ),
            new Lazy<DailyDigest>(() => new DailyDigest(S3(host), results, links))
        );
    }

    private static string RedriveCommand(FunctionSettings settings) =>
        settings.Optional(SettingNames.RedriveCommandFormat) ?? NoticeLinks.DefaultRedriveCommand;

    private static StartPacingSettings Pacing(FunctionSettings settings) =>
        new(
            settings.WholeNumber(SettingNames.MaxConcurrentExecutions, FlowNumbers.DefaultConcurrency, 1, FlowNumbers.MaximumConcurrency),
            settings.WholeNumber(SettingNames.StartEnvironments, FlowNumbers.StartConcurrency, 1, 1_000),
            Milliseconds(settings, SettingNames.CountIntervalMilliseconds, FlowNumbers.CountInterval, 1),
            Milliseconds(settings, SettingNames.ListDelayMilliseconds, FlowNumbers.ListDelay, 0)
        );

    private static TimeSpan Milliseconds(FunctionSettings settings, string name, TimeSpan defaultValue, int minimum) =>
        TimeSpan.FromMilliseconds(settings.WholeNumber(name, (int)defaultValue.TotalMilliseconds, minimum, 60_000));

    private static decimal? ImagePrice(FunctionSettings settings)
    {
        if (settings.Optional(SettingNames.ImagePriceUsd) is not { } text)
        {
            return null;
        }

        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price)
            ? price
            : throw new InvalidOperationException(
                $"{SettingNames.ImagePriceUsd} is '{text}': it must be a price in US dollars, such as 0.04."
            );
    }

    private static string KeyPrefix(FunctionSettings settings)
    {
        var prefix = settings.Optional(SettingNames.KeyPrefix) ?? "";
        return prefix.Length == 0 || (prefix.EndsWith('/') && !prefix.StartsWith('/'))
            ? prefix
            : throw new InvalidOperationException(
                $"{SettingNames.KeyPrefix} is '{prefix}': it must end with a slash and not begin with one, such as 'team/'."
            );
    }

    private static AmazonStepFunctionsClient StepFunctions(FunctionHost host)
    {
        var config = AwsClientSettings.Configure(new AmazonStepFunctionsConfig(), host.Settings, "SFN");
        return AwsClientSettings.Credentials(host.Settings, "SFN") is { } credentials
            ? new AmazonStepFunctionsClient(credentials, config)
            : new AmazonStepFunctionsClient(config);
    }

    private static AmazonSQSClient Sqs(FunctionHost host)
    {
        var config = AwsClientSettings.Configure(new AmazonSQSConfig(), host.Settings, "SQS");
        return AwsClientSettings.Credentials(host.Settings, "SQS") is { } credentials
            ? new AmazonSQSClient(credentials, config)
            : new AmazonSQSClient(config);
    }

    private static AmazonSimpleNotificationServiceClient Sns(FunctionHost host)
    {
        var config = AwsClientSettings.Configure(new AmazonSimpleNotificationServiceConfig(), host.Settings, "SNS");
        return AwsClientSettings.Credentials(host.Settings, "SNS") is { } credentials
            ? new AmazonSimpleNotificationServiceClient(credentials, config)
            : new AmazonSimpleNotificationServiceClient(config);
    }

    private static AmazonS3Client S3(FunctionHost host)
    {
        var config = AwsClientSettings.Configure(new AmazonS3Config(), host.Settings, "S3");
        // Virtual-hosted-style addressing needs a DNS name for each bucket, which a custom endpoint does not have.
        config.ForcePathStyle = config.ServiceURL is not null;
        return AwsClientSettings.Credentials(host.Settings, "S3") is { } credentials
            ? new AmazonS3Client(credentials, config)
            : new AmazonS3Client(config);
    }
}
