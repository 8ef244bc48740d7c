using System.Text;
using PromptToImage.Pipeline.Tests.Acceptance;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Pipeline.Tests.Permissions;

/// <summary>Every grant of the template is needed: the scenarios use it, or it is listed with the reason why they cannot.</summary>
public sealed class LeastPrivilegeTests
{
    // A part of the grant's line, and why no scenario on one machine uses it.
    private static readonly (string Grant, string Reason)[] NotUsedHere =
    [
        ("Role: logs:CreateLogStream on ", "Lambda creates log streams. On one machine the functions share a file."),
        ("Role: logs:PutLogEvents on ", "Lambda writes the functions' log. On one machine they share a file."),
        ("Role: xray:PutTraceSegments on *", "Lambda and Step Functions send traces. There is no X-Ray on one machine."),
        ("Role: xray:PutTelemetryRecords on *", "Lambda and Step Functions send traces. There is no X-Ray on one machine."),
        ("StateMachineRole: xray:GetSampling", "Step Functions asks X-Ray for its sampling rules."),
        ("StateMachineRole: logs:", "Step Functions delivers its log to CloudWatch Logs, which needs these actions without a resource."),
        ("HttpApiCloudWatchRole: sts:AssumeRole", "API Gateway writes its log with this role. The API on one machine has none."),
        ("HttpSendRole: sts:AssumeRole", "API Gateway assumes the role. The API on one machine has its session from the start."),
        ("HttpStatusRole: sts:AssumeRole", "API Gateway assumes the role. The API on one machine has its session from the start."),
        ("QueueDeadLettersPolicy: sqs:SendMessage", "EventBridge keeps an event that it could not deliver; see MissingPermissionTests."),
        ("ImagesAccessLogPolicy: s3:PutObject", "S3 writes access logs, which are not offered on one machine."),
    ];

    [Fact]
    public async Task Every_grant_is_used_or_listed_with_a_reason()
    {
        HashSet<string> granted = [];
        HashSet<string> used = [];
        await using (var pipeline = await PermissionRun.StartAsync())
        {
            await RunAsync(pipeline);
            Collect(pipeline);
        }

        await using (var pipeline = await PermissionRun.StartWithoutRoomAsync())
        {
            await pipeline.SendAsync("A croissant");
            await pipeline.SendAsync("A pyramid");
            await Condition.BecomesTrueAsync(() =>
                pipeline.Authorizer.UsedGrants.Any(grant => grant.Action == "sqs:ChangeMessageVisibility")
            );
            Collect(pipeline);
        }

        await using (var pipeline = await PermissionRun.StartWithTimeoutAsync())
        {
            await pipeline.SendAsync(PermissionRun.Prompt);
            await Condition.BecomesTrueAsync(() => PermissionRun.Notices(pipeline) == 1 && pipeline.DeadLetters.Count == 1);
            Assert.Equal(1, pipeline.Count(ExecutionStatus.TimedOut));
            Collect(pipeline);
        }

        var unused = granted.Except(used).Order(StringComparer.Ordinal).ToList();
        Assert.DoesNotContain(unused, grant => !NotUsedHere.Any(listed => grant.Contains(listed.Grant, StringComparison.Ordinal)));
        Assert.DoesNotContain(NotUsedHere, listed => !unused.Any(grant => grant.Contains(listed.Grant, StringComparison.Ordinal)));

        void Collect(RunningPipeline pipeline)
        {
            granted.UnionWith(pipeline.Authorizer.Grants.Select(Grants.Describe));
            used.UnionWith(pipeline.Authorizer.UsedGrants.Select(Grants.Describe));
        }
    }

    private static async Task RunAsync(RunningPipeline pipeline)
    {
        using var http = new HttpClient { BaseAddress = pipeline.Emulator.Endpoint };
        using var body = new StringContent(PermissionRun.Prompt, Encoding.UTF8, "application/json");
        using var sent = await http.PostAsync(new Uri("/generate", UriKind.Relative), body, TestContext.Current.CancellationToken);
        Assert.Equal(202, (int)sent.StatusCode);
        await PermissionRun.EndsAsync(pipeline, ExecutionStatus.Succeeded);
        using var status = await http.GetAsync(new Uri("/generate/order-1", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)status.StatusCode);

        // As after a response of Store that was lost: the staged image no longer exists.
        Assert.Null((await PermissionRun.InvokeAgainAsync(pipeline, "store")).FunctionError);
        // The first stages an image, as an attempt does that fails later. The second finds it.
        Assert.Null((await PermissionRun.InvokeAgainAsync(pipeline, "generate")).FunctionError);
        Assert.Null((await PermissionRun.InvokeAgainAsync(pipeline, "generate")).FunctionError);

        await pipeline.SendAsync(PermissionRun.Prompt);
        await pipeline.SendAsync(PermissionRun.OtherPrompt);
        await pipeline.SendAsync(PermissionRun.InvalidPrompt);
        await pipeline.FinishAsync();
        Assert.Equal(2, pipeline.DeadLetters.Count);
        await PermissionRun.AlarmAsync(pipeline, "dead-letters-waiting");
    }
}
