namespace PromptToImage.AwsEmulator.Tests.Authorization;

/// <summary>The action and the resource of each operation, as in AWS's service authorization reference.</summary>
public sealed class PermissionTests : IAsyncLifetime
{
    private const string Sqs = "arn:aws:sqs:us-east-1:000000000000:";
    private const string Sns = "arn:aws:sns:us-east-1:000000000000:";
    private const string States = "arn:aws:states:us-east-1:000000000000:";
    private const string Lambda = "arn:aws:lambda:us-east-1:000000000000:function:";

    private AuthorizedEmulator _aws = null!;

    public async ValueTask InitializeAsync() => _aws = await AuthorizedEmulator.StartAsync();

    public ValueTask DisposeAsync() => _aws.DisposeAsync();

    [Theory]
    [InlineData("CreateQueue", "\"QueueName\":\"jobs\"", $"sqs:CreateQueue {Sqs}jobs")]
    [InlineData("GetQueueUrl", "\"QueueName\":\"jobs\"", $"sqs:GetQueueUrl {Sqs}jobs")]
    [InlineData("ListQueues", "", "sqs:ListQueues *")]
    [InlineData("DeleteQueue", "\"QueueUrl\":\"/0/jobs\"", $"sqs:DeleteQueue {Sqs}jobs")]
    [InlineData("ReceiveMessage", "\"QueueUrl\":\"http://localhost/0/jobs\"", $"sqs:ReceiveMessage {Sqs}jobs")]
    [InlineData("SendMessageBatch", "\"QueueUrl\":\"/0/jobs\"", $"sqs:SendMessage {Sqs}jobs")]
    [InlineData("DeleteMessageBatch", "\"QueueUrl\":\"/0/jobs\"", $"sqs:DeleteMessage {Sqs}jobs")]
    [InlineData("ChangeMessageVisibilityBatch", "\"QueueUrl\":\"/0/jobs\"", $"sqs:ChangeMessageVisibility {Sqs}jobs")]
    [InlineData("SendMessage", "", "sqs:SendMessage *")]
    [InlineData("ListMessageMoveTasks", $"\"SourceArn\":\"{Sqs}dead\"", $"sqs:ListMessageMoveTasks {Sqs}dead")]
    [InlineData(
        "StartMessageMoveTask",
        $"\"SourceArn\":\"{Sqs}dead\",\"DestinationArn\":\"{Sqs}jobs\"",
        $"sqs:StartMessageMoveTask {Sqs}dead, sqs:ReceiveMessage {Sqs}dead, sqs:DeleteMessage {Sqs}dead, sqs:GetQueueAttributes {Sqs}dead, sqs:SendMessage {Sqs}jobs"
    )]
    public async Task Operations_of_SQS(string operation, string members, string permissions)
    {
        using var response = await _aws.CallAsync($"AmazonSQS.{operation}", $"{{{members}}}");
        AssertAsked(permissions);
    }

    [Theory]
    [InlineData("CreateTopic&Name=news", $"sns:CreateTopic {Sns}news")]
    [InlineData("ListTopics", "sns:ListTopics *")]
    [InlineData("Publish&TargetArn=" + Sns + "news", $"sns:Publish {Sns}news")]
    [InlineData("PublishBatch&TopicArn=" + Sns + "news", $"sns:Publish {Sns}news")]
    [InlineData("GetTopicAttributes&TopicArn=" + Sns + "news", $"sns:GetTopicAttributes {Sns}news")]
    [InlineData(
        "Subscribe&Protocol=email&Endpoint=a@b&TopicArn=" + Sns + "news",
        $"sns:Subscribe {Sns}news sns:Endpoint=a@b sns:Protocol=email"
    )]
    public async Task Operations_of_SNS(string form, string permissions)
    {
        using var response = await _aws.PostFormAsync($"Version=2010-03-31&Action={form}");
        AssertAsked(permissions);
    }

    [Theory]
    [InlineData("CreateStateMachine", "\"name\":\"m\"", $"states:CreateStateMachine {States}stateMachine:m")]
    [InlineData("ListStateMachines", "", "states:ListStateMachines *")]
    [InlineData("StartExecution", $"\"stateMachineArn\":\"{States}stateMachine:m\"", $"states:StartExecution {States}stateMachine:m")]
    [InlineData(
        "StartExecution",
        $"\"stateMachineArn\":\"{States}stateMachine:m:live\"",
        $"states:StartExecution {States}stateMachine:m states:StateMachineQualifier=live"
    )]
    [InlineData("ListExecutions", $"\"stateMachineArn\":\"{States}stateMachine:m\"", $"states:ListExecutions {States}stateMachine:m")]
    [InlineData("DescribeExecution", $"\"executionArn\":\"{States}execution:m:1\"", $"states:DescribeExecution {States}execution:m:1")]
    [InlineData("GetExecutionHistory", $"\"executionArn\":\"{States}execution:m:1\"", $"states:GetExecutionHistory {States}execution:m:1")]
    [InlineData("TagResource", $"\"resourceArn\":\"{States}stateMachine:m\"", $"states:TagResource {States}stateMachine:m")]
    [InlineData(
        "PublishStateMachineVersion",
        $"\"stateMachineArn\":\"{States}stateMachine:m\"",
        $"states:PublishStateMachineVersion {States}stateMachine:m"
    )]
    [InlineData(
        "CreateStateMachineAlias",
        $"\"routingConfiguration\":[{{\"stateMachineVersionArn\":\"{States}stateMachine:m:1\"}}]",
        $"states:CreateStateMachineAlias {States}stateMachine:m states:StateMachineQualifier=1"
    )]
    [InlineData("SendTaskSuccess", "\"taskToken\":\"x\",\"output\":\"1\"", "states:SendTaskSuccess *")]
    public async Task Operations_of_Step_Functions(string operation, string members, string permissions)
    {
        using var response = await _aws.CallAsync($"AWSStepFunctions.{operation}", $"{{{members}}}");
        AssertAsked(permissions);
    }

    [Theory]
    [InlineData("POST", "/resize/invocations", $"lambda:InvokeFunction {Lambda}resize")]
    [InlineData("POST", "/resize/invocations?Qualifier=7", $"lambda:InvokeFunction {Lambda}resize:7")]
    [InlineData("POST", "/resize%3Alive/invocations", $"lambda:InvokeFunction {Lambda}resize:live")]
    [InlineData("POST", "/000000000000%3Afunction%3Aresize/invocations", $"lambda:InvokeFunction {Lambda}resize")]
    [InlineData("POST", $"/{Lambda}resize:7/invocations", $"lambda:InvokeFunction {Lambda}resize:7")]
    [InlineData("GET", "", "lambda:ListFunctions *")]
    [InlineData("POST", "/resize/versions", $"lambda:PublishVersion {Lambda}resize")]
    [InlineData("GET", "/resize/aliases/live", $"lambda:GetAlias {Lambda}resize")]
    [InlineData("GET", "/resize", $"lambda:GetFunction {Lambda}resize")]
    [InlineData("GET", "/resize/configuration", $"lambda:GetFunctionConfiguration {Lambda}resize")]
    public async Task Operations_of_Lambda(string method, string path, string permissions)
    {
        using var response = await _aws.SendAsync(new HttpMethod(method), "/2015-03-31/functions" + path);
        AssertAsked(permissions);
    }

    [Theory]
    [InlineData("GET", "/", "s3:ListAllMyBuckets *")]
    [InlineData("PUT", "/files", "s3:CreateBucket arn:aws:s3:::files")]
    [InlineData("HEAD", "/files", "s3:ListBucket arn:aws:s3:::files")]
    [InlineData("GET", "/files?list-type=2&prefix=a/&delimiter=/", "s3:ListBucket arn:aws:s3:::files s3:prefix=a/ s3:delimiter=/")]
    [InlineData("GET", "/files?location", "s3:GetBucketLocation arn:aws:s3:::files")]
    [InlineData("GET", "/files?uploads", "s3:ListBucketMultipartUploads arn:aws:s3:::files")]
    [InlineData("GET", "/files/a/1", "s3:GetObject arn:aws:s3:::files/a/1")]
    [InlineData("HEAD", "/files/a/1", "s3:GetObject arn:aws:s3:::files/a/1")]
    [InlineData("PUT", "/files/a/1", "s3:PutObject arn:aws:s3:::files/a/1")]
    [InlineData("DELETE", "/files/a/1", "s3:DeleteObject arn:aws:s3:::files/a/1")]
    [InlineData("POST", "/files/a/1?uploads", "s3:PutObject arn:aws:s3:::files/a/1")]
    [InlineData("PUT", "/files/a/1?uploadId=x&partNumber=1", "s3:PutObject arn:aws:s3:::files/a/1")]
    [InlineData("GET", "/files/a/1?uploadId=x", "s3:ListMultipartUploadParts arn:aws:s3:::files/a/1")]
    [InlineData("DELETE", "/files/a/1?uploadId=x", "s3:AbortMultipartUpload arn:aws:s3:::files/a/1")]
    public async Task Operations_of_S3(string method, string path, string permissions)
    {
        using var response = await _aws.SendAsync(new HttpMethod(method), path);
        AssertAsked(permissions);
    }

    [Fact]
    public async Task A_copy_reads_its_source()
    {
        using var response = await _aws.SendAsync(HttpMethod.Put, "/files/b", headers: ("x-amz-copy-source", "/other/a%201"));
        AssertAsked("s3:GetObject arn:aws:s3:::other/a 1, s3:PutObject arn:aws:s3:::files/b");
    }

    private void AssertAsked(string permissions) =>
        Assert.Equal(
            permissions,
            string.Join(
                ", ",
                _aws.Authorizer.Asked.Select(asked =>
                    string.Join(' ', [asked.Action, asked.Resource, .. asked.ConditionKeys.Select(key => $"{key.Key}={key.Value}")])
                )
            )
        );
}
