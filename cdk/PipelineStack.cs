using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using PromptToImage.Cdk.Constructs;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Flow;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Cdk;

/// <summary>What <see cref="PipelineStack"/> deploys: the settings, the functions' package and the state machine's definition.</summary>
public sealed record PipelineStackProps
{
    public required PipelineSettings Settings { get; init; }

    public required FunctionsPackage Package { get; init; }

    /// <summary>The text of <c>statemachine/prompt-to-image.asl.json</c>.</summary>
    public required string Definition { get; init; }
}

/// <summary>The whole pipeline. The constructs are created in the order in which a prompt passes them.</summary>
public sealed class PipelineStack : Stack
{
    public PipelineStack(Construct scope, string id, PipelineStackProps props)
        : base(
            scope,
            id,
            new StackProps { StackName = props.Settings.Name(), Description = "Turns prompts from a queue into images in a bucket" }
        )
    {
        var settings = props.Settings;
        ApplicationTag.AddTo(this, settings.Name());
        Amazon.CDK.Tags.Of(this).Add("aws-packages", props.Package.Source == PackageSource.Official ? "official" : "standin");

        var results = new NotificationTopic(
            this,
            "Results",
            new NotificationTopicProps
            {
                Name = settings.Name("results"),
                DisplayName = "Prompt to image",
                Emails = settings.ResultEmails,
                Webhook = settings.ResultWebhook,
                EmailOutcome = settings.DailyDigest ? Outcome.Digest : null,
                WebhookOutcome = settings.DailyDigest ? Outcome.Stored : null,
            }
        );
        var alerts = new NotificationTopic(
            this,
            "Alerts",
            new NotificationTopicProps
            {
                Name = settings.Name("alerts"),
                DisplayName = "Prompt to image alerts",
                Emails = settings.AlertEmails,
                Webhook = settings.AlertWebhook,
                AdmitsAlarms = true,
            }
        );
        if (settings.MonthlyBudgetUsd is { } amount)
        {
            _ = new MonthlyBudget(this, "Budget", settings, amount, alerts);
        }

        var queue = new PromptQueue(this, "Queue", settings);
        var bucket = new ImageBucket(this, "Images", settings);

        var configuration = new FunctionEnvironment(settings, queue, bucket, results, alerts);
        Code code = Amazon.CDK.AWS.Lambda.Code.FromAsset(props.Package.Folder);

        var validate = Function("Validate", FunctionCatalog.Validate, "Validates a prompt and reports all errors together");
        validate.AcceptWildcards();

        var generate = Function("Generate", FunctionCatalog.Generate, "Calls the image model and stages the image");
        generate.Allow("bedrock:InvokeModel", $"arn:{Aws.PARTITION}:bedrock:{settings.BedrockRegion}::foundation-model/{settings.ModelId}");
        bucket.Grant(generate.Role, ObjectFolders.Staging, "s3:GetObject", "s3:PutObject");
        bucket.GrantListing(generate.Role);
        generate.AcceptWildcards(bucket.AnyObjectIn(ObjectFolders.Staging));

        var store = Function("Store", FunctionCatalog.Store, "Checks the staged image and stores it with its manifest");
        bucket.Grant(store.Role, ObjectFolders.Staging, "s3:GetObject", "s3:DeleteObject");
        bucket.Grant(store.Role, ObjectFolders.Images, "s3:GetObject", "s3:PutObject");
        bucket.GrantListing(store.Role);
        store.AcceptWildcards(bucket.AnyObjectIn(ObjectFolders.Staging), bucket.AnyObjectIn(ObjectFolders.Images));

        var notify = Function("Notify", FunctionCatalog.Notify, "Reports the outcome of a prompt");
        notify.Allow("sns:Publish", results.Topic.TopicArn, alerts.Topic.TopicArn);
        notify.Allow("sqs:SendMessage", queue.DeadLetters.QueueArn);

        var stateMachine = new PromptStateMachine(
            this,
            "StateMachine",
            new PromptStateMachineProps
            {
                Settings = settings,
                Definition = props.Definition,
                Validate = validate,
                Generate = generate,
                Store = store,
                Notify = notify,
                DeadLetters = queue.DeadLetters,
            }
        );
        // Notify looks up where and why an execution ended unhandled.
        notify.Allow(["states:DescribeExecution", "states:GetExecutionHistory"], stateMachine.ExecutionArns);
        notify.AcceptWildcards(settings.DailyDigest ? [stateMachine.AnyExecution, bucket.AnyManifest] : [stateMachine.AnyExecution]);
        if (settings.DailyDigest)
        {
            _ = new DigestSchedule(this, "Digest", settings, bucket, notify);
        }

        // The alias by its name: Start must not wait until the rollout, which comes after it, has moved the alias.
        configuration.StateMachineArn = $"{stateMachine.Machine.StateMachineArn}:{StateMachineArns.LiveAlias}";

        var start = Function("Start", FunctionCatalog.Start, "Waits until there is room, then starts the execution of a prompt");
        start.Allow(["states:StartExecution", "states:ListExecutions"], stateMachine.Machine.StateMachineArn);
        start.Allow("states:DescribeExecution", stateMachine.ExecutionArns);
        start.Allow("sqs:SendMessage", queue.DeadLetters.QueueArn);
        start.Allow("sns:Publish", alerts.Topic.TopicArn);
        // Not the CDK's SqsEventSource, which also grants sqs:GetQueueUrl. Its id keeps the mapping of a deployed stack.
        start.Allow(
            ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"],
            queue.Intake.QueueArn
        );
        start.Function.AddEventSourceMapping(
            $"SqsEventSource:{Names.NodeUniqueId(queue.Intake.Node)}",
            new EventSourceMappingOptions
            {
                EventSourceArn = queue.Intake.QueueArn,
                BatchSize = FlowNumbers.BatchSize,
                MaxConcurrency = settings.StartConcurrency,
                ReportBatchItemFailures = true,
            }
        );
        start.AcceptWildcards(stateMachine.AnyExecution);

        _ = new UnhandledFailures(
            this,
            "Unhandled",
            new UnhandledFailuresProps
            {
                Settings = settings,
                Machine = stateMachine.Machine,
                Notify = notify,
                DeadLetters = queue.DeadLetters,
            }
        );

        var api = settings.HttpApi
            ? new HttpApi(
                this,
                "Http",
                new HttpApiProps
                {
                    Settings = settings,
                    Queue = queue.Intake,
                    StateMachine = stateMachine,
                }
            )
            : null;

        var alarms = new PipelineAlarms(
            this,
            "Alarms",
            new PipelineAlarmsProps
            {
                Settings = settings,
                Queue = queue,
                StateMachine = stateMachine,
                Start = start,
                Generate = generate,
                Notify = notify,
                Alerts = alerts.Topic,
            }
        );
        _ = new Rollout(this, "Rollout", settings, stateMachine.Machine);
        var legacyModel = new LegacyModelAlarm(this, "LegacyModel", settings, alerts.Topic);
        legacyModel.OnlyInRegion(settings.BedrockRegion);

        _ = new PipelineDashboard(
            this,
            "Dashboard",
            new PipelineDashboardProps
            {
                Settings = settings,
                Queue = queue,
                StateMachine = stateMachine,
                Start = start,
                Validate = validate,
                Generate = generate,
                Store = store,
                Notify = notify,
                Alarms = alarms.All,
            }
        );
        _ = new PipelineOutputs(
            this,
            "Outputs",
            new PipelineOutputsProps
            {
                Settings = settings,
                Queue = queue,
                StateMachine = stateMachine,
                Bucket = bucket,
                Api = api,
            }
        );
        _ = new DeploymentGuard(this, "Guard", settings, props.Package);

        PipelineFunction Function(string name, FunctionDescription function, string description) =>
            new(
                this,
                name,
                new PipelineFunctionProps
                {
                    Settings = settings,
                    Function = function,
                    Description = description,
                    Code = code,
                    Environment = configuration.For(function),
                }
            );
    }
}
