using PromptToImage.AwsEmulator;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.Deployment.Iam;
using PromptToImage.Deployment.Templates;

namespace PromptToImage.Deployment.Tests.Iam;

/// <summary>The policies of a template decide what its roles and services may do.</summary>
public sealed class TemplatePolicyTests : IAsyncLifetime
{
    private const string Function = "arn:aws:lambda:us-east-1:000000000000:function:resize";
    private const string Rule = "arn:aws:events:us-east-1:000000000000:rule/ends";

    private const string Resources = """
        "Role": {"Type": "AWS::IAM::Role", "Properties": {
          "RoleName": "worker",
          "AssumeRolePolicyDocument": {"Statement": [
            {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}]},
          "Policies": [{"PolicyName": "read", "PolicyDocument": {"Statement": [
            {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}}]}},
        "Policy": {"Type": "AWS::IAM::Policy", "Properties": {
          "PolicyName": "write", "Roles": [{"Ref": "Role"}], "PolicyDocument": {"Statement": [
            {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"}]}}},
        "Function": {"Type": "AWS::Lambda::Function", "Properties": {
          "FunctionName": "resize", "Handler": "echo", "Role": {"Fn::GetAtt": ["Role", "Arn"]}, "Code": "x"}},
        "Permission": {"Type": "AWS::Lambda::Permission", "Properties": {
          "Action": "lambda:InvokeFunction", "FunctionName": {"Ref": "Function"}, "Principal": "events.amazonaws.com",
          "SourceArn": "arn:aws:events:us-east-1:000000000000:rule/ends"}},
        "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "jobs"}},
        "QueuePolicy": {"Type": "AWS::SQS::QueuePolicy", "Properties": {
          "Queues": [{"Ref": "Queue"}], "PolicyDocument": {"Statement": [
            {"Effect": "Allow", "Action": "sqs:SendMessage", "Principal": {"Service": "events.amazonaws.com"}, "Resource": "*"}]}}}
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly PolicyAuthorizer _authorizer = new();
    private Emulator _emulator = null!;
    private FunctionConfiguration? _configuration;

    public async ValueTask InitializeAsync() =>
        _emulator = await Emulator.StartAsync(
            new EmulatorOptions
            {
                DataFolder = _folder.Path,
                Port = 0,
                Authorizer = _authorizer,
            },
            TestContext.Current.CancellationToken
        );

    public async ValueTask DisposeAsync()
    {
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_function_has_the_permissions_of_its_role()
    {
        await DeployAsync(Resources);
        var caller = _authorizer.FindCaller(_configuration!.Credentials.Id);
        Assert.Equal(new RoleSession("arn:aws:iam::000000000000:role/worker", "resize"), caller);
        Assert.Equal(caller, _emulator.Functions.Find("resize").ExecutionRole);
        Assert.Equal(
            [AccessDecision.Allowed, AccessDecision.Allowed, AccessDecision.NoIdentityPolicy],
            ((string[])["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]).Select(action =>
                _authorizer.Decide(caller, new Permission(action, "arn:aws:s3:::files/1"))
            )
        );
    }

    [Fact]
    public async Task A_service_has_the_permissions_that_resources_give_it()
    {
        await DeployAsync(Resources);
        var events = new ServicePrincipal("events.amazonaws.com", Rule);
        var invoke = new Permission("lambda:InvokeFunction", Function);
        Assert.Equal(AccessDecision.Allowed, _authorizer.Decide(events, invoke));
        Assert.Equal(AccessDecision.NoResourcePolicy, _authorizer.Decide(events with { SourceArn = Rule + "2" }, invoke));
        Assert.Equal(
            AccessDecision.Allowed,
            _authorizer.Decide(events, new Permission("sqs:SendMessage", "arn:aws:sqs:us-east-1:000000000000:jobs"))
        );
    }

    [Fact]
    public async Task A_role_that_Lambda_cannot_assume_is_rejected()
    {
        var error = await Assert.ThrowsAsync<TemplateException>(() =>
            DeployAsync(Resources.Replace("lambda.amazonaws.com", "ec2.amazonaws.com", StringComparison.Ordinal))
        );
        Assert.Equal(
            "Function (AWS::Lambda::Function): The role defined for the function cannot be assumed by Lambda.",
            error.Message
        );
    }

    [Fact]
    public async Task A_policy_that_cannot_be_evaluated_is_rejected()
    {
        var error = await Assert.ThrowsAsync<TemplateException>(() =>
            DeployAsync(
                Resources.Replace(
                    "\"s3:PutObject\",",
                    "\"s3:PutObject\", \"Condition\": {\"IpAddress\": {\"aws:SourceIp\": \"10.0.0.0/8\"}},",
                    StringComparison.Ordinal
                )
            )
        );
        Assert.StartsWith("Policy (AWS::IAM::Policy): ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("The condition operator IpAddress is not supported.", error.Message, StringComparison.Ordinal);
    }

    private Task<Stack> DeployAsync(string resources) =>
        Stack.DeployAsync(
            new StackOptions
            {
                Name = "stack",
                Template = Template.Parse("{\"Resources\": {" + resources + "}}"),
                Emulator = _emulator,
                Authorizer = _authorizer,
                Handlers = new Dictionary<string, CreateFunction>
                {
                    ["echo"] = configuration =>
                    {
                        _configuration = configuration;
                        return (payload, _, _) => Task.FromResult(payload.ToArray());
                    },
                },
                ReadArtifact = path => throw new FileNotFoundException(path),
            }
        );
}
