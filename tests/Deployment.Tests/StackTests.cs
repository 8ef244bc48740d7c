using PromptToImage.AwsEmulator;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.Deployment.Templates;
using PromptToImage.SqsModel;

namespace PromptToImage.Deployment.Tests;

public sealed class StackTests : IAsyncDisposable
{
    private const string Machine = """
        {"StartAt": "Call", "States": {"Call": {"Type": "Task", "Resource": "${Function}", "End": true}}}
        """;

    private readonly TemporaryFolder _folder = new();
    private Emulator? _emulator;

    public async ValueTask DisposeAsync()
    {
        if (_emulator is not null)
        {
            await _emulator.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task Queues_have_the_properties_of_the_template_and_defaults_for_the_others()
    {
        var stack = await DeployAsync(
            """
            "Dead": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "dead"}},
            "Work": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "work", "VisibilityTimeout": 90,
              "RedrivePolicy": {"deadLetterTargetArn": {"Fn::GetAtt": ["Dead", "Arn"]}, "maxReceiveCount": 3}}}
            """,
            """ "Url": {"Value": {"Ref": "Work"}} """
        );
        var emulator = await EmulatorAsync();
        Assert.Equal(new Uri(emulator.Endpoint, "/000000000000/work").ToString(), stack.Outputs["Url"]);
        var work = emulator.Queues.SettingsFor("work");
        Assert.Equal(new RedrivePolicy("arn:aws:sqs:us-east-1:000000000000:dead", 3), work.Redrive);
        Assert.Equal((TimeSpan.FromSeconds(90), TimeSpan.FromDays(4)), (work.VisibilityTimeout, work.Retention));

        await DeployAsync(""" "Work": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "work", "DelaySeconds": "5"}} """);
        work = emulator.Queues.SettingsFor("work");
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5)), (work.VisibilityTimeout, work.Delay));
        Assert.Null(work.Redrive);
    }

    [Fact]
    public async Task A_resource_that_the_template_no_longer_has_is_deleted_unless_it_is_retained()
    {
        const string Kept = """
            "Kept": {"Type": "AWS::SQS::Queue", "DeletionPolicy": "Retain", "Properties": {"QueueName": "kept"}}
            """;
        const string Topic = """
            "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "news", "DisplayName": "News"}}
            """;
        await DeployAsync(
            $$$"""
            {{{Kept}}}, {{{Topic}}},
            "Gone": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "gone"}},
            "Mail": {"Type": "AWS::SNS::Subscription",
              "Properties": {"TopicArn": {"Ref": "Topic"}, "Protocol": "email", "Endpoint": "a@b.example"}}
            """
        );
        var emulator = await EmulatorAsync();
        Assert.Equal(["gone", "kept"], emulator.Queues.Names);
        Assert.Equal("a@b.example", Assert.Single(emulator.Topics.Subscriptions()).Endpoint);

        await DeployAsync(Topic);
        Assert.Equal(["kept"], emulator.Queues.Names);
        Assert.Empty(emulator.Topics.Subscriptions());
        Assert.Equal("News", emulator.Topics.DisplayName(Assert.Single(emulator.Topics.List())));
    }

    [Fact]
    public async Task The_next_start_finds_what_the_last_one_created()
    {
        const string Resources = """
            "Bucket": {"Type": "AWS::S3::Bucket"},
            "Topic": {"Type": "AWS::SNS::Topic"},
            "Mail": {"Type": "AWS::SNS::Subscription",
              "Properties": {"TopicArn": {"Ref": "Topic"}, "Protocol": "email", "Endpoint": "a@b.example"}},
            "Queue": {"Type": "AWS::SQS::Queue"}
            """;
        await DeployAsync(Resources);
        await (await EmulatorAsync()).Queues.SendAsync("stack-Queue", new AwsEmulator.Queues.OutgoingMessage("x"));
        await _emulator!.DisposeAsync();
        _emulator = null;

        await DeployAsync(Resources);
        var emulator = await EmulatorAsync();
        Assert.Equal(1, emulator.Queues.Count("stack-Queue").Visible);
        Assert.Equal("stack-bucket", Assert.Single(emulator.Objects.Buckets()).Name);
        Assert.Single(emulator.Topics.Subscriptions());
    }

    [Fact]
    public async Task A_changed_function_and_definition_publish_versions_and_move_the_alias()
    {
        Assert.Equal(("1", "1"), await VersionsAsync("a"));
        Assert.Equal(("1", "1"), await VersionsAsync("a"));
        Assert.Equal(("2", "2"), await VersionsAsync("b"));

        async Task<(string Function, string Machine)> VersionsAsync(string setting)
        {
            var stack = await DeployAsync(
                $$$$"""
                "Role": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Statement": {
                  "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": ["lambda.amazonaws.com", "states.amazonaws.com"]}
                } } } },
                "Function": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "work", "Handler": "echo",
                  "Environment": {"Variables": {"SETTING": "{{{{setting}}}}"}}, "Role": {"Fn::GetAtt": ["Role", "Arn"]}, "Code": "x"}},
                "Version": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Function"}}},
                "Machine": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"StateMachineName": "machine",
                  "DefinitionS3Location": "machine.json", "DefinitionSubstitutions": {"Function": {"Ref": "Version"}},
                  "RoleArn": {"Fn::GetAtt": ["Role", "Arn"]}}},
                "MachineVersion": {"Type": "AWS::StepFunctions::StateMachineVersion", "Properties": {
                  "StateMachineArn": {"Ref": "Machine"}, "StateMachineRevisionId": {"Fn::GetAtt": ["Machine", "StateMachineRevisionId"]}}},
                "Alias": {"Type": "AWS::StepFunctions::StateMachineAlias", "Properties": {"Name": "live",
                  "DeploymentPreference": {"Type": "ALL_AT_ONCE", "StateMachineVersionArn": {"Ref": "MachineVersion"} }}}
                """,
                """ "Version": {"Value": {"Ref": "Version"}}, "Alias": {"Value": {"Ref": "Alias"}} """
            );
            var target = (await EmulatorAsync()).Executions.StateMachines.Resolve(stack.Outputs["Alias"]);
            Assert.Contains(stack.Outputs["Version"], target.Machine.Definition, StringComparison.Ordinal);
            return (stack.Outputs["Version"].Split(':')[^1], $"{target.Version!.Number}");
        }
    }

    [Theory]
    [InlineData(
        """ "A": {"Type": "AWS::SQS::Queue", "Properties": {"Colour": 1}} """,
        "A (AWS::SQS::Queue): the property Colour is not supported on one machine."
    )]
    [InlineData(
        """ "A": {"Type": "AWS::S3::Bucket", "Properties": {"LifecycleConfiguration": {"Rules": [{"Status": "Enabled", "Days": 1}]}}} """,
        "A (AWS::S3::Bucket): the property LifecycleConfiguration.Rules[0].Days is not supported on one machine."
    )]
    [InlineData(
        """ "A": {"Type": "AWS::SQS::Queue", "Properties": {"VisibilityTimeout": 50000}} """,
        "A (AWS::SQS::Queue): Invalid value for the parameter VisibilityTimeout."
    )]
    [InlineData(
        """
         "A": {"Type": "AWS::Lambda::EventSourceMapping",
          "Properties": {"EventSourceArn": "arn:aws:sqs:us-east-1:000000000000:a", "FunctionName": "f"}}
        """,
        "A (AWS::Lambda::EventSourceMapping): Function not found: arn:aws:lambda:us-east-1:000000000000:function:f"
    )]
    [InlineData(
        """ "A": {"Type": "AWS::SNS::Subscription", "Properties": {"TopicArn": "x", "Protocol": "email"}} """,
        "A (AWS::SNS::Subscription): Endpoint is missing."
    )]
    public async Task What_a_resource_cannot_have_is_an_error_that_names_it(string resources, string error) =>
        Assert.Equal(error, (await Assert.ThrowsAsync<TemplateException>(() => DeployAsync(resources))).Message);

    private async Task<Stack> DeployAsync(string resources, string outputs = "") =>
        await Stack.DeployAsync(
            new StackOptions
            {
                Name = "stack",
                Template = Template.Parse("{\"Resources\": {" + resources + "}, \"Outputs\": {" + outputs + "}}"),
                Emulator = await EmulatorAsync(),
                Handlers = new Dictionary<string, CreateFunction> { ["echo"] = _ => Echo },
                ReadArtifact = path => path == "machine.json" ? Machine : throw new FileNotFoundException(path),
            }
        );

    private static FunctionHandler Echo { get; } = (payload, _, _) => Task.FromResult(payload.ToArray());

    private async Task<Emulator> EmulatorAsync() =>
        _emulator ??= await Emulator.StartAsync(
            new EmulatorOptions { DataFolder = _folder.Path, Port = 0 },
            TestContext.Current.CancellationToken
        );
}
