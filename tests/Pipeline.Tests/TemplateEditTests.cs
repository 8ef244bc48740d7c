using System.Text.Json.Nodes;
using PromptToImage.Contracts;
using PromptToImage.Deployment.Templates;
using PromptToImage.Pipeline.Options;
using PromptToImage.Pipeline.Tests.Acceptance;
using PromptToImage.Pipeline.Tests.Permissions;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Pipeline.Tests;

/// <summary>A mistake in the template is rejected with a message that names the resource, or shows the consequence that it has on AWS.</summary>
public sealed class TemplateEditTests
{
    private readonly LocalTemplate _template = LocalTemplate.Committed();

    private JsonObject Queue => _template.Properties("AWS::SQS::Queue", "QueueName", DeploymentNames.Default);

    private JsonObject Mapping => _template.Properties("AWS::Lambda::EventSourceMapping").Single();

    private JsonObject Machine => _template.Properties("AWS::StepFunctions::StateMachine").Single();

    [Fact]
    public Task A_mapping_of_the_wrong_queue_is_rejected_because_the_role_may_not_receive_from_it()
    {
        Mapping["EventSourceArn"]!["Fn::GetAtt"]![0] = LogicalId("AWS::SQS::Queue", "QueueName", DeploymentNames.For("dead-letters"));
        return IsRejectedAsync("The provided execution role does not have permissions to call ReceiveMessage on SQS");
    }

    [Fact]
    public Task A_visibility_timeout_that_is_too_short_is_rejected()
    {
        Queue["VisibilityTimeout"] = 30;
        return IsRejectedAsync("Queue visibility timeout: 30 seconds is less than Function timeout: 60 seconds");
    }

    [Fact]
    public Task A_dead_letter_queue_that_does_not_exist_is_rejected()
    {
        Queue["RedrivePolicy"]!["deadLetterTargetArn"] = "arn:aws:sqs:us-east-1:000000000000:missing";
        return IsRejectedAsync("AWS::SQS::Queue): ");
    }

    [Fact]
    public Task A_property_that_is_misspelled_is_rejected()
    {
        Queue["VisibilityTimeOut"] = 360;
        return IsRejectedAsync("the property VisibilityTimeOut is not supported on one machine.");
    }

    [Fact]
    public Task A_handler_that_does_not_exist_is_rejected()
    {
        _template.Properties("AWS::Lambda::Function").First()["Handler"] = "PromptToImage.Functions::Missing::HandleAsync";
        return IsRejectedAsync("there is no code for the handler PromptToImage.Functions::Missing::HandleAsync.");
    }

    [Fact]
    public Task A_missing_substitution_of_the_definition_is_rejected()
    {
        Machine["DefinitionSubstitutions"]!.AsObject().Remove(StateMachinePlaceholders.DeadLetterQueueUrl);
        return IsRejectedAsync("no value for ${DeadLetterQueueUrl}");
    }

    [Fact]
    public Task A_reference_to_a_resource_that_was_removed_is_rejected()
    {
        _template.Json["Resources"]!.AsObject().Remove(LogicalId("AWS::SQS::Queue", "QueueName", DeploymentNames.For("dead-letters")));
        return IsRejectedAsync("is neither a parameter nor a resource of the template.");
    }

    [Fact]
    public async Task Without_an_environment_variable_Start_fails_and_the_prompt_stays_in_the_queue()
    {
        Function(FunctionCatalog.Start)["Environment"]!["Variables"]!.AsObject().Remove(SettingNames.AlertsTopicArn);
        await using var pipeline = await StartAsync();
        await pipeline.SendAsync("A croissant");
        await Condition.BecomesTrueAsync(() => pipeline.FunctionErrors(FunctionCatalog.Start) > 0);
        Assert.Equal((1, 0), (pipeline.Emulator.Queues.Count(pipeline.Resources.Queue).InFlight, pipeline.Count(ExecutionStatus.Running)));
        var result = await pipeline.Emulator.Functions.InvokeAsync(
            DeploymentNames.For("start"),
            "{}"u8.ToArray(),
            TestContext.Current.CancellationToken
        );
        Assert.Contains(
            "The start function cannot run without ALERTS_TOPIC_ARN",
            System.Text.Encoding.UTF8.GetString(result.Payload),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Without_a_mapping_prompts_wait()
    {
        Mapping["Enabled"] = false;
        await using var pipeline = await StartAsync();
        await pipeline.SendAsync("A croissant");
        Assert.Equal(1, pipeline.Emulator.Queues.Count(pipeline.Resources.Queue).Visible);
    }

    [Fact]
    public async Task Without_a_subscription_a_failed_prompt_sends_no_mail()
    {
        foreach (var id in LogicalIds("AWS::SNS::Subscription").ToList())
        {
            _template.Json["Resources"]!.AsObject().Remove(id);
        }

        await using var pipeline = await StartAsync();
        await pipeline.SendAsync("""{"prompt":""}""");
        await pipeline.FinishAsync();
        Assert.NotEmpty(pipeline.DeadLetters);
        Assert.Equal(0, pipeline.Emulator.Mailbox.Count());
    }

    [Fact]
    public async Task With_a_rule_pattern_that_does_not_match_an_execution_that_times_out_has_only_an_alarm()
    {
        await using var pipeline = await PermissionRun.StartWithTimeoutAsync(template =>
            template.Properties("AWS::Events::Rule").Single()["EventPattern"]!["source"] = new JsonArray("aws.state")
        );
        await pipeline.SendAsync(PermissionRun.Prompt);
        await PermissionRun.AlarmAsync(pipeline, "executions-timed-out");
        Assert.Empty(pipeline.DeadLetters);
        Assert.Equal(0, PermissionRun.Notices(pipeline));
    }

    [Fact]
    public async Task An_alarm_without_an_action_is_raised_and_sends_no_mail()
    {
        await using var pipeline = await PermissionRun.StartAsync(template =>
        {
            foreach (var alarm in template.Properties("AWS::CloudWatch::Alarm"))
            {
                alarm.Remove("AlarmActions");
            }
        });
        await pipeline.SendAsync(PermissionRun.InvalidPrompt);
        await Condition.BecomesTrueAsync(() =>
            pipeline.Emulator.Alarms.Find(DeploymentNames.For("dead-letters-waiting"))?.State == CloudWatchModel.AlarmState.Alarm
        );
        Assert.Empty(pipeline.AlarmMails);
    }

    private Task<RunningPipeline> StartAsync(RunOptions? options = null) => RunningPipeline.StartAsync(options, template: _template);

    private async Task IsRejectedAsync(string message)
    {
        var exception = await Assert.ThrowsAsync<TemplateException>(() => StartAsync());
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    private JsonObject Function(FunctionDescription function) =>
        _template.Properties("AWS::Lambda::Function", "Handler", function.Handler);

    private string LogicalId(string type, string property, string value) =>
        LogicalIds(type).Single(id => _template.Json["Resources"]![id]!["Properties"]![property]!.ToString() == value);

    private IEnumerable<string> LogicalIds(string type) =>
        _template
            .Json["Resources"]!.AsObject()
            .Where(resource => resource.Value!["Type"]!.GetValue<string>() == type)
            .Select(resource => resource.Key);
}
