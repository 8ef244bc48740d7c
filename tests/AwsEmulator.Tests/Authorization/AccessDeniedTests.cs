using System.Text.Json;
using System.Xml.Linq;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Executions.StateMachines;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Tests.Authorization;

/// <summary>How each service denies access to a caller without the permission: status, code and text.</summary>
public sealed class AccessDeniedTests : IAsyncLifetime
{
    private const string User = "User: arn:aws:sts::000000000000:assumed-role/worker/resize is not authorized to perform: ";
    private const string Queue = "arn:aws:sqs:us-east-1:000000000000:jobs";
    private const string Topic = "arn:aws:sns:us-east-1:000000000000:news";

    private AuthorizedEmulator _aws = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _aws = await AuthorizedEmulator.StartAsync();

    public ValueTask DisposeAsync() => _aws.DisposeAsync();

    [Fact]
    public async Task SQS_denies_access_in_its_JSON_protocol()
    {
        Deny("sqs:SendMessage");
        using var response = await _aws.CallAsync("AmazonSQS.SendMessage", """{"QueueUrl":"http://localhost/0/jobs","MessageBody":"x"}""");
        Assert.Equal(403, (int)response.StatusCode);
        Assert.Equal("AccessDenied;Sender", response.Headers.GetValues("x-amzn-query-error").Single());
        var error = await JsonAsync(response);
        Assert.Equal("com.amazon.coral.service#AccessDeniedException", error.GetProperty("__type").GetString());
        Assert.Equal(
            $"{User}sqs:sendmessage on resource: {Queue} because no identity-based policy allows the sqs:sendmessage action",
            error.GetProperty("message").GetString()
        );
    }

    [Fact]
    public async Task SQS_denies_access_in_its_Query_protocol_also_where_the_path_names_the_queue()
    {
        Deny("sqs:SendMessage");
        using var response = await _aws.PostFormAsync("Action=SendMessage&Version=2012-11-05&MessageBody=x", "/000000000000/jobs");
        Assert.Equal(403, (int)response.StatusCode);
        var error = await XmlAsync(response);
        Assert.Equal(("Sender", "AccessDenied"), (Element(error, "Type"), Element(error, "Code")));
        Assert.StartsWith($"{User}sqs:sendmessage on resource: {Queue} because", Element(error, "Message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SNS_denies_access()
    {
        Deny("sns:Publish");
        using var response = await _aws.PostFormAsync($"Action=Publish&Version=2010-03-31&TopicArn={Topic}&Message=x");
        Assert.Equal(403, (int)response.StatusCode);
        var error = await XmlAsync(response);
        Assert.Equal("AuthorizationError", Element(error, "Code"));
        Assert.Equal(
            $"{User}SNS:Publish on resource: {Topic} because no identity-based policy allows the SNS:Publish action",
            Element(error, "Message")
        );
    }

    [Fact]
    public async Task Step_Functions_denies_access_with_status_400()
    {
        Deny("states:StartExecution");
        const string Machine = "arn:aws:states:us-east-1:000000000000:stateMachine:machine";
        using var response = await _aws.CallAsync("AWSStepFunctions.StartExecution", $$"""{"stateMachineArn":"{{Machine}}"}""");
        Assert.Equal(400, (int)response.StatusCode);
        var error = await JsonAsync(response);
        Assert.Equal("AccessDeniedException", error.GetProperty("__type").GetString());
        Assert.Equal(
            $"{User}states:StartExecution on resource: {Machine} because no identity-based policy allows the states:StartExecution action",
            error.GetProperty("message").GetString()
        );
    }

    [Theory]
    [InlineData(
        "lambda:InvokeFunction",
        "/2015-03-31/functions/resize/invocations",
        "arn:aws:lambda:us-east-1:000000000000:function:resize"
    )]
    [InlineData("bedrock:InvokeModel", "/model/some.model-v1%3A0/invoke", "arn:aws:bedrock:us-west-2::foundation-model/some.model-v1:0")]
    public async Task Lambda_and_Bedrock_deny_access_with_status_403(string action, string path, string resource)
    {
        Deny(action);
        using var response = await _aws.SendAsync(HttpMethod.Post, path, "{}", "application/json");
        Assert.Equal((403, "AccessDeniedException"), ((int)response.StatusCode, response.Headers.GetValues("x-amzn-ErrorType").Single()));
        Assert.Equal(
            $"{User}{action} on resource: {resource} because no identity-based policy allows the {action} action",
            (await JsonAsync(response)).GetProperty("message").GetString()
        );
    }

    [Fact]
    public async Task S3_denies_access_and_quotes_the_resource()
    {
        Deny("s3:PutObject");
        using var response = await _aws.SendAsync(HttpMethod.Put, "/files/a/1.txt", "x");
        Assert.Equal(403, (int)response.StatusCode);
        var error = await XmlAsync(response);
        Assert.Equal("AccessDenied", Element(error, "Code"));
        Assert.Equal(
            User
                + "s3:PutObject on resource: \"arn:aws:s3:::files/a/1.txt\" because no identity-based policy allows the s3:PutObject action",
            Element(error, "Message")
        );
    }

    [Theory]
    [InlineData(AccessDecision.NoResourcePolicy, "because no resource-based policy allows the s3:GetObject action")]
    [InlineData(AccessDecision.DeniedByIdentityPolicy, "with an explicit deny in an identity-based policy")]
    [InlineData(AccessDecision.DeniedByResourcePolicy, "with an explicit deny in a resource-based policy")]
    public async Task The_text_says_which_kind_of_policy_is_the_reason(AccessDecision decision, string reason)
    {
        _aws.Authorizer.Denied["s3:GetObject"] = decision;
        using var response = await _aws.SendAsync(HttpMethod.Get, "/files/1.txt");
        Assert.EndsWith(reason, Element(await XmlAsync(response), "Message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 404, "NoSuchKey")]
    [InlineData(true, 403, "AccessDenied")]
    public async Task S3_tells_only_a_caller_that_may_list_the_bucket_that_a_key_does_not_exist(bool isDenied, int status, string code)
    {
        await _aws.Emulator.Objects.CreateBucketAsync("files");
        if (isDenied)
        {
            Deny("s3:ListBucket");
        }

        using var response = await _aws.SendAsync(HttpMethod.Get, "/files/missing.txt");
        Assert.Equal((status, code), ((int)response.StatusCode, Element(await XmlAsync(response), "Code")));
        using var head = await _aws.SendAsync(HttpMethod.Head, "/files/missing.txt");
        Assert.Equal(status, (int)head.StatusCode);
        using var copy = await _aws.SendAsync(HttpMethod.Put, "/files/copy", headers: ("x-amz-copy-source", "files/missing.txt"));
        Assert.Equal(status, (int)copy.StatusCode);
    }

    [Fact]
    public async Task DeleteObjects_reports_the_denied_keys_and_deletes_none_of_them()
    {
        await _aws.Emulator.Objects.CreateBucketAsync("files");
        using var put = await _aws.SendAsync(HttpMethod.Put, "/files/1.txt", "x");
        Deny("s3:DeleteObject");
        using var response = await _aws.SendAsync(
            HttpMethod.Post,
            "/files?delete",
            "<Delete><Object><Key>1.txt</Key></Object></Delete>",
            "application/xml"
        );
        Assert.Equal((200, "AccessDenied"), ((int)response.StatusCode, Element(await XmlAsync(response), "Code")));
        Assert.NotNull(_aws.Emulator.Objects.Find("files", "1.txt"));
    }

    [Fact]
    public async Task A_presigned_request_has_the_permissions_of_its_signer()
    {
        Deny("s3:GetObject");
        using var http = new HttpClient();
        using var response = await http.GetAsync(
            new Uri(_aws.Emulator.Endpoint, $"/files/1?AWSAccessKeyId={RecordingAuthorizer.AccessKeyId}&Signature=0&Expires=99999999999"),
            Cancellation
        );
        Assert.Equal((403, RecordingAuthorizer.Session), ((int)response.StatusCode, _aws.Authorizer.LastCaller));
    }

    [Fact]
    public async Task A_request_with_any_other_key_or_none_is_the_administrators()
    {
        using var http = new HttpClient();
        foreach (var query in (string[])["", "?AWSAccessKeyId=AKIAOTHER"])
        {
            using var response = await http.GetAsync(new Uri(_aws.Emulator.Endpoint, "/files/1.txt" + query), Cancellation);
            Assert.Equal(Caller.Administrator, _aws.Authorizer.LastCaller);
        }
    }

    [Theory]
    [InlineData(
        "arn:aws:states:::lambda:invoke",
        """{"FunctionName":"resize"}""",
        "lambda:InvokeFunction",
        "Lambda.AWSLambdaException",
        "lambda:InvokeFunction on resource: arn:aws:lambda:us-east-1:000000000000:function:resize because no identity-based policy allows the lambda:InvokeFunction action (Service: AWSLambda; Status Code: 403; Error Code: AccessDeniedException; Request ID: "
    )]
    [InlineData(
        "arn:aws:states:::sqs:sendMessage",
        """{"QueueUrl":"http://localhost/000000000000/jobs","MessageBody":"x"}""",
        "sqs:SendMessage",
        "SQS.AmazonSQSException",
        "sqs:sendmessage on resource: arn:aws:sqs:us-east-1:000000000000:jobs because no identity-based policy allows the sqs:sendmessage action (Service: AmazonSQS; Status Code: 403; Error Code: AccessDenied; Request ID: "
    )]
    [InlineData(
        "arn:aws:states:::sns:publish",
        """{"TopicArn":"arn:aws:sns:us-east-1:000000000000:news","Message":"x"}""",
        "sns:Publish",
        "SNS.AuthorizationErrorException",
        "SNS:Publish on resource: arn:aws:sns:us-east-1:000000000000:news because no identity-based policy allows the SNS:Publish action (Service: AmazonSNS; Status Code: 403; Error Code: AuthorizationError; Request ID: "
    )]
    public async Task A_task_whose_role_lacks_the_permission_fails_with_the_services_error(
        string resource,
        string parameters,
        string action,
        string error,
        string cause
    )
    {
        await _aws.Emulator.Queues.ProvisionAsync("jobs", new Dictionary<string, string>());
        await _aws.Emulator.Topics.CreateAsync("news");
        Deny(action);
        var definition = $$"""
            {"StartAt":"Call","States":{"Call":{"Type":"Task","Resource":"{{resource}}","Parameters":{{parameters}},"End":true} } }
            """;
        var machine = await _aws.Emulator.Executions.StateMachines.CreateAsync(
            "machine",
            definition,
            "arn:aws:iam::000000000000:role/machine",
            StateMachineSettings.Default
        );
        var execution = await _aws.Emulator.Executions.StartAsync(machine.Arn, "one", "{}");
        var details = await _aws.Emulator.Executions.WaitAsync(execution.Arn, Cancellation);
        Assert.Equal((ExecutionStatus.Failed, error), (details.Execution.Status, details.Execution.Error));
        Assert.Matches("^User: arn:aws:sts::000000000000:assumed-role/machine/[0-9a-f]{32} is not authorized to perform: ", details.Cause);
        Assert.Contains(cause, details.Cause, StringComparison.Ordinal);
    }

    private void Deny(string action) => _aws.Authorizer.Denied[action] = AccessDecision.NoIdentityPolicy;

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(Cancellation));

    private static async Task<XElement> XmlAsync(HttpResponseMessage response) =>
        XElement.Parse(await response.Content.ReadAsStringAsync(Cancellation));

    private static string? Element(XElement error, string name) =>
        error.DescendantsAndSelf().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
}
