using System.Text;
using PromptToImage.CloudWatchModel;
using PromptToImage.Contracts;
using PromptToImage.Deployment.Templates;
using PromptToImage.Pipeline.Tests.Acceptance;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Pipeline.Tests.Permissions;

/// <summary>The consequences that an operator sees when the template lacks one of its permissions: which error, dead letter, e-mail and alarm.</summary>
public sealed class MissingPermissionTests
{
    [Theory]
    [InlineData("StateMachineRole", "lambda:InvokeFunction", "ValidateFunction", "Lambda.AWSLambdaException")]
    [InlineData("StateMachineRole", "lambda:InvokeFunction", "GenerateFunction", "Lambda.AWSLambdaException")]
    [InlineData("StateMachineRole", "lambda:InvokeFunction", "StoreFunction", "Lambda.AWSLambdaException")]
    [InlineData("GenerateRole", "bedrock:InvokeModel", "", "ModelRequestRejectedException")]
    [InlineData("GenerateRole", "s3:ListBucket", "", "AmazonS3Exception")]
    [InlineData("GenerateRole", "s3:PutObject", "", "AmazonS3Exception")]
    [InlineData("StoreRole", "s3:GetObject", "/staging/", "AmazonS3Exception")]
    [InlineData("StoreRole", "s3:PutObject", "", "AmazonS3Exception")]
    [InlineData("StoreRole", "s3:DeleteObject", "", "AmazonS3Exception")]
    public async Task A_prompt_becomes_a_dead_letter_with_a_notice_and_an_alarm(string role, string action, string resource, string error)
    {
        await using var pipeline = await PermissionRun.StartAsync(template => Grants.Remove(template, role, action, resource));
        await pipeline.SendAsync(PermissionRun.Prompt);
        await PermissionRun.AlarmAsync(pipeline, "dead-letters-waiting");
        await pipeline.FinishAsync();
        var letter = Assert.Single(pipeline.DeadLetters);
        Assert.Equal((error, PermissionRun.Prompt), (RunningPipeline.ErrorOf(letter), letter.Body));
        Assert.Equal((1, 1), (pipeline.Count(ExecutionStatus.Failed), PermissionRun.Notices(pipeline)));
    }

    [Fact]
    public async Task Generate_fails_on_a_redriven_prompt_whose_image_is_staged()
    {
        await using var pipeline = await PermissionRun.StartAsync(template => Grants.Remove(template, "GenerateRole", "s3:GetObject"));
        await pipeline.SendAsync(PermissionRun.Prompt);
        await PermissionRun.EndsAsync(pipeline, ExecutionStatus.Succeeded);
        Assert.Null((await PermissionRun.InvokeAgainAsync(pipeline, "generate")).FunctionError);
        var second = await PermissionRun.InvokeAgainAsync(pipeline, "generate");
        Assert.NotNull(second.FunctionError);
        Assert.Contains("AmazonS3Exception", Encoding.UTF8.GetString(second.Payload), StringComparison.Ordinal);
    }

    // As after a response of Store that was lost: the staged image no longer exists, and Store looks for what it has stored.
    [Theory]
    [InlineData("s3:ListBucket", "")]
    [InlineData("s3:GetObject", "/images/")]
    public async Task Store_fails_when_it_repeats(string action, string resource)
    {
        await using var pipeline = await PermissionRun.StartAsync(template => Grants.Remove(template, "StoreRole", action, resource));
        await pipeline.SendAsync(PermissionRun.Prompt);
        await PermissionRun.EndsAsync(pipeline, ExecutionStatus.Succeeded);
        var second = await PermissionRun.InvokeAgainAsync(pipeline, "store");
        Assert.NotNull(second.FunctionError);
        Assert.Contains("AmazonS3Exception", Encoding.UTF8.GetString(second.Payload), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_notice_says_which_role_lacks_which_permission()
    {
        await using var pipeline = await PermissionRun.StartAsync(template => Grants.Remove(template, "GenerateRole", "s3:PutObject"));
        await pipeline.SendAsync(PermissionRun.Prompt);
        await pipeline.FinishAsync();
        await Condition.BecomesTrueAsync(() => PermissionRun.Notices(pipeline) == 1);
        var text = pipeline.Emulator.Mailbox.List(100).Select(mail => mail.Content.Body);
        Assert.Contains(
            text,
            body => string.Join(' ', body.Split()).Contains("is not authorized to perform: s3:PutObject on resource:", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("StateMachineRole", "lambda:InvokeFunction", "NotifyFunction")]
    [InlineData("NotifyRole", "sns:Publish", "ResultsTopic")]
    public async Task The_result_is_stored_but_its_execution_fails(string role, string action, string resource)
    {
        await using var pipeline = await PermissionRun.StartAsync(template => Grants.Remove(template, role, action, resource));
        await pipeline.SendAsync(PermissionRun.Prompt);
        await PermissionRun.EndsAsync(pipeline, ExecutionStatus.Failed);
        Assert.Empty(pipeline.DeadLetters);
        Assert.Single(
            pipeline.Emulator.Objects.List(pipeline.Resources.Bucket, new AwsEmulator.Objects.ListingQuery()).Objects,
            entry => entry.Key.EndsWith("order-1.png", StringComparison.Ordinal)
        );
        Assert.Equal(0, PermissionRun.Notices(pipeline));
    }

    [Fact]
    public async Task A_failed_prompt_has_a_dead_letter_but_no_notice()
    {
        await using var pipeline = await PermissionRun.StartAsync(template =>
            Grants.Remove(template, "NotifyRole", "sns:Publish", "AlertsTopic")
        );
        await pipeline.SendAsync(PermissionRun.InvalidPrompt);
        await PermissionRun.AlarmAsync(pipeline, "notify-errors");
        await PermissionRun.AlarmAsync(pipeline, "dead-letters-waiting");
        await PermissionRun.EndsAsync(pipeline, ExecutionStatus.Failed);
        Assert.Equal("InvalidPromptException", RunningPipeline.ErrorOf(Assert.Single(pipeline.DeadLetters)));
        Assert.Equal(0, PermissionRun.Notices(pipeline));
    }

    [Fact]
    public async Task A_failed_prompt_has_a_notice_but_no_dead_letter()
    {
        await using var pipeline = await PermissionRun.StartAsync(template =>
            Grants.Remove(template, "StateMachineRole", "sqs:SendMessage")
        );
        await pipeline.SendAsync(PermissionRun.InvalidPrompt);
        await PermissionRun.EndsAsync(pipeline, ExecutionStatus.Failed);
        Assert.Empty(pipeline.DeadLetters);
        Assert.Equal(1, PermissionRun.Notices(pipeline));
    }

    [Theory]
    [InlineData("states:ListExecutions", "")]
    [InlineData("states:StartExecution", "")]
    public async Task Start_fails_and_the_prompt_stays_in_the_queue(string action, string resource)
    {
        await using var pipeline = await PermissionRun.StartAsync(template => Grants.Remove(template, "StartRole", action, resource));
        await pipeline.SendAsync(PermissionRun.Prompt);
        await PermissionRun.AlarmAsync(pipeline, "start-errors");
        Assert.Equal(1, pipeline.Emulator.Queues.Count(pipeline.Resources.Queue).Total);
        Assert.Empty(pipeline.DeadLetters);
    }

    [Theory]
    [InlineData("states:DescribeExecution")]
    [InlineData("sqs:SendMessage")]
    public async Task Start_fails_on_a_different_prompt_with_a_used_id(string action)
    {
        await using var pipeline = await PermissionRun.StartAsync(template => Grants.Remove(template, "StartRole", action));
        await pipeline.SendAsync(PermissionRun.Prompt);
        await pipeline.FinishAsync();
        Assert.Equal(1, pipeline.Count(ExecutionStatus.Succeeded));
        await pipeline.SendAsync(PermissionRun.OtherPrompt);
        await PermissionRun.AlarmAsync(pipeline, "start-errors");
        Assert.Equal(1, pipeline.Emulator.Queues.Count(pipeline.Resources.Queue).Total);
    }

    [Fact]
    public async Task A_different_prompt_with_a_used_id_has_a_dead_letter_but_no_notice()
    {
        await using var pipeline = await PermissionRun.StartAsync(template => Grants.Remove(template, "StartRole", "sns:Publish"));
        await pipeline.SendAsync(PermissionRun.Prompt);
        await pipeline.FinishAsync();
        await pipeline.SendAsync(PermissionRun.OtherPrompt);
        await PermissionRun.AlarmAsync(pipeline, "dead-letters-waiting");
        await pipeline.FinishAsync();
        Assert.Equal("RequestIdConflict", RunningPipeline.ErrorOf(Assert.Single(pipeline.DeadLetters)));
        Assert.Equal(1, PermissionRun.Notices(pipeline));
    }

    [Theory]
    [InlineData("states:DescribeExecution")]
    [InlineData("states:GetExecutionHistory")]
    public async Task Notify_fails_on_an_execution_that_timed_out(string action)
    {
        await using var pipeline = await PermissionRun.StartWithTimeoutAsync(template => Grants.Remove(template, "NotifyRole", action));
        await pipeline.SendAsync(PermissionRun.Prompt);
        await PermissionRun.AlarmAsync(pipeline, "executions-timed-out");
        await PermissionRun.AlarmAsync(pipeline, "notify-errors");
        Assert.Equal(0, PermissionRun.Notices(pipeline));
    }

    [Fact]
    public async Task The_event_of_an_execution_that_timed_out_is_dropped()
    {
        await using var pipeline = await PermissionRun.StartWithTimeoutAsync(template =>
            Grants.Remove(template, "NotifyRole", "sqs:SendMessage")
        );
        await pipeline.SendAsync(PermissionRun.Prompt);
        await PermissionRun.AlarmAsync(pipeline, "notify-errors");
        await PermissionRun.AlarmAsync(pipeline, "notify-events-dropped");
        Assert.Empty(pipeline.DeadLetters);
    }

    [Fact]
    public async Task The_event_of_an_execution_that_timed_out_becomes_a_dead_letter_if_the_rule_may_not_invoke_the_function()
    {
        await using var pipeline = await PermissionRun.StartWithTimeoutAsync(RemovePermissionOfRule);
        await pipeline.SendAsync(PermissionRun.Prompt);
        await PermissionRun.AlarmAsync(pipeline, "dead-letters-waiting");
        var letter = Assert.Single(pipeline.DeadLetters);
        Assert.Contains("Step Functions Execution Status Change", letter.Body, StringComparison.Ordinal);
        Assert.Equal(0, PermissionRun.Notices(pipeline));
    }

    [Fact]
    public async Task The_event_is_dropped_if_the_rule_may_not_send_the_dead_letter_either()
    {
        await using var pipeline = await PermissionRun.StartWithTimeoutAsync(template =>
        {
            RemovePermissionOfRule(template);
            Grants.Remove(template, "QueueDeadLettersPolicy", "sqs:SendMessage");
        });
        await pipeline.SendAsync(PermissionRun.Prompt);
        var rule = Assert.Single(pipeline.Emulator.Rules.All).Name;
        var failed = new MetricId("AWS/Events", "InvocationsFailedToBeSentToDlq", "RuleName", rule);
        await Condition.BecomesTrueAsync(() => pipeline.Emulator.Metrics.Read(failed, DateTimeOffset.MinValue, DateTimeOffset.MaxValue) is not null);
        await PermissionRun.AlarmAsync(pipeline, "executions-timed-out");
        Assert.Empty(pipeline.DeadLetters);
        Assert.Equal(0, PermissionRun.Notices(pipeline));
    }

    [Fact]
    public async Task Start_fails_when_it_gives_a_prompt_back()
    {
        await using var pipeline = await PermissionRun.StartWithoutRoomAsync(template =>
            Grants.Remove(template, "StartRole", "sqs:ChangeMessageVisibility")
        );
        await pipeline.SendAsync("A croissant");
        await pipeline.SendAsync("A pyramid");
        await PermissionRun.AlarmAsync(pipeline, "start-errors");
    }

    [Fact]
    public async Task A_prompt_that_was_started_stays_in_the_queue()
    {
        await using var pipeline = await PermissionRun.StartAsync(template => Grants.Remove(template, "StartRole", "sqs:DeleteMessage"));
        await pipeline.SendAsync(PermissionRun.Prompt);
        await PermissionRun.EndsAsync(pipeline, ExecutionStatus.Succeeded);
        Assert.Equal(1, pipeline.Emulator.Queues.Count(pipeline.Resources.Queue).InFlight);
    }

    [Theory]
    [InlineData("StartRole", "sqs:ReceiveMessage", "The provided execution role does not have permissions to call ReceiveMessage on SQS")]
    [InlineData(
        "StartRole",
        "sqs:GetQueueAttributes",
        "The provided execution role does not have permissions to call GetQueueAttributes on SQS"
    )]
    public async Task The_deployment_is_rejected(string role, string action, string message)
    {
        var error = await Assert.ThrowsAsync<TemplateException>(() =>
            PermissionRun.StartAsync(template => Grants.Remove(template, role, action))
        );
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lambda.amazonaws.com", "The role defined for the function cannot be assumed by Lambda.")]
    [InlineData("states.amazonaws.com", "states.amazonaws.com, nor the regional one is authorized to assume the provided role.")]
    public async Task The_deployment_is_rejected_without_the_trust_of_a_role(string service, string message)
    {
        var error = await Assert.ThrowsAsync<TemplateException>(() =>
            PermissionRun.StartAsync(template =>
            {
                foreach (var role in template.Properties("AWS::IAM::Role"))
                {
                    var principal = role["AssumeRolePolicyDocument"]!["Statement"]![0]!["Principal"]!;
                    principal["Service"] = principal["Service"]!.ToString().Replace(service, "ec2.amazonaws.com", StringComparison.Ordinal);
                }
            })
        );
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HttpSendRole", "sqs:SendMessage", "POST", "/generate")]
    [InlineData("HttpStatusRole", "states:DescribeExecution", "GET", "/generate/order-1")]
    public async Task The_API_answers_that_the_request_failed(string role, string action, string method, string path)
    {
        await using var pipeline = await PermissionRun.StartAsync(template => Grants.Remove(template, role, action));
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(pipeline.Emulator.Endpoint, path));
        if (method == "POST")
        {
            request.Content = new StringContent(PermissionRun.Prompt, Encoding.UTF8, "application/json");
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(502, (int)response.StatusCode);
        Assert.Equal(0, pipeline.Emulator.Queues.Count(pipeline.Resources.Queue).Total);
    }

    [Fact]
    public async Task An_alarm_is_raised_but_nobody_is_told()
    {
        await using var pipeline = await PermissionRun.StartAsync(template =>
            Grants.Remove(template, "AlertsTopicPolicy", "sns:Publish")
        );
        await pipeline.SendAsync(PermissionRun.InvalidPrompt);
        await Condition.BecomesTrueAsync(() =>
            pipeline.Emulator.Alarms.Find(DeploymentNames.For("dead-letters-waiting"))?.State == AlarmState.Alarm
        );
        Assert.Empty(pipeline.AlarmMails);
    }

    private static void RemovePermissionOfRule(LocalTemplate template)
    {
        var resources = template.Json["Resources"]!.AsObject();
        resources.Remove(resources.Single(resource => resource.Value!["Type"]!.ToString() == "AWS::Lambda::Permission").Key);
    }
}
