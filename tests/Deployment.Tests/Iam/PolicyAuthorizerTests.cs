using System.Text.Json;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.Deployment.Iam;

namespace PromptToImage.Deployment.Tests.Iam;

public sealed class PolicyAuthorizerTests
{
    private const string Role = "arn:aws:iam::000000000000:role/store";
    private const string Topic = "arn:aws:sns:us-east-1:000000000000:news";

    private static readonly RoleSession Session = new(Role, "store");
    private static readonly ServicePrincipal Alarm = new(
        "cloudwatch.amazonaws.com",
        "arn:aws:cloudwatch:us-east-1:000000000000:alarm:late"
    );

    private readonly PolicyAuthorizer _authorizer = new();

    [Fact]
    public void An_access_key_identifies_its_session_and_every_other_key_the_administrator()
    {
        var key = _authorizer.CreateAccessKey(Session);
        Assert.Matches("^ASIA[A-Z2-7]{16}$", key.Id);
        Assert.Equal(Session, _authorizer.FindCaller(key.Id));
        Assert.Equal(Caller.Administrator, _authorizer.FindCaller("AKIAIOSFODNN7EXAMPLE"));
        Assert.Equal(Caller.Administrator, _authorizer.FindCaller(null));
    }

    [Fact]
    public void A_role_that_no_template_declares_is_not_restricted() =>
        Assert.Equal(AccessDecision.Allowed, _authorizer.Decide(Session, new Permission("sns:Publish", Topic)));

    [Fact]
    public void Two_sessions_of_a_role_have_two_keys_that_stay_the_same()
    {
        Assert.NotEqual(AccessKey.For(Session).Id, AccessKey.For(Session with { SessionName = "other" }).Id);
        Assert.Equal(AccessKey.For(Session), AccessKey.For(Session with { }));
    }

    [Fact]
    public void The_policies_of_a_role_add_up()
    {
        _authorizer.AddRolePolicy(Role, Identity("read", """{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}"""));
        _authorizer.AddRolePolicy(Role, Identity("write", """{"Effect":"Allow","Action":"s3:PutObject","Resource":"*"}"""));
        Assert.Equal(AccessDecision.Allowed, _authorizer.Decide(Session, new Permission("s3:GetObject", "arn:aws:s3:::files/1")));
        Assert.Equal(AccessDecision.Allowed, _authorizer.Decide(Session, new Permission("s3:PutObject", "arn:aws:s3:::files/1")));
        Assert.Equal(
            AccessDecision.NoIdentityPolicy,
            _authorizer.Decide(Session, new Permission("s3:DeleteObject", "arn:aws:s3:::files/1"))
        );
    }

    [Fact]
    public void An_object_is_subject_to_the_policy_of_its_bucket()
    {
        _authorizer.AddResourcePolicy(
            "arn:aws:s3:::files",
            Resource("files", """{"Effect":"Deny","Principal":"*","Action":"s3:DeleteObject","Resource":"arn:aws:s3:::files/*"}""")
        );
        Assert.Equal(
            AccessDecision.DeniedByResourcePolicy,
            _authorizer.Decide(Caller.Administrator, new Permission("s3:DeleteObject", "arn:aws:s3:::files/a/b"))
        );
        Assert.Equal(
            AccessDecision.Allowed,
            _authorizer.Decide(Caller.Administrator, new Permission("s3:DeleteObject", "arn:aws:s3:::files2/a/b"))
        );
    }

    [Fact]
    public void A_topic_without_a_policy_admits_the_alarms_of_the_account_but_no_role()
    {
        var publish = new Permission("sns:Publish", Topic);
        Assert.Equal(AccessDecision.Allowed, _authorizer.Decide(Alarm, publish));
        _authorizer.AddRolePolicy(Role, Identity("read", """{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}"""));
        Assert.Equal(AccessDecision.NoIdentityPolicy, _authorizer.Decide(Session, publish));
    }

    [Fact]
    public void A_policy_of_a_topic_replaces_the_default_one()
    {
        _authorizer.AddResourcePolicy(
            Topic,
            Resource("news", $$"""{"Effect":"Deny","Principal":"*","Action":"sns:Subscribe","Resource":"{{Topic}}"}""")
        );
        Assert.Equal(AccessDecision.NoResourcePolicy, _authorizer.Decide(Alarm, new Permission("sns:Publish", Topic)));
    }

    [Fact]
    public void A_queue_without_a_policy_admits_no_service() =>
        Assert.Equal(
            AccessDecision.NoResourcePolicy,
            _authorizer.Decide(Alarm, new Permission("sqs:SendMessage", "arn:aws:sqs:us-east-1:000000000000:jobs"))
        );

    [Fact]
    public void Used_grants_are_the_actions_that_have_allowed_a_request()
    {
        _authorizer.AddRolePolicy(
            Role,
            Identity(
                "store",
                """
                [
                  {"Effect":"Allow","Action":["s3:GetObject","s3:Put*"],"Resource":"*"},
                  {"Effect":"Deny","Action":"s3:DeleteObject","Resource":"*"},
                  {"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::files"}
                ]
                """
            )
        );
        _authorizer.Decide(Session, new Permission("s3:PutObject", "arn:aws:s3:::files/1"));
        _authorizer.Decide(Session, new Permission("s3:PutObject", "arn:aws:s3:::files/2"));
        _authorizer.Decide(Session, new Permission("s3:ListBucket", "arn:aws:s3:::other"));
        Assert.Equal([new GrantedAction("store", 0, "s3:Put*", "*")], _authorizer.UsedGrants);
        Assert.Equal(
            [
                new GrantedAction("store", 0, "s3:GetObject", "*"),
                new("store", 0, "s3:Put*", "*"),
                new("store", 2, "s3:ListBucket", "arn:aws:s3:::files"),
            ],
            _authorizer.Grants
        );
    }

    private static PolicyDocument Identity(string name, string statement) =>
        PolicyDocument.ParseIdentityPolicy(name, Document(statement));

    private static PolicyDocument Resource(string name, string statement) =>
        PolicyDocument.ParseResourcePolicy(name, Document(statement));

    private static JsonElement Document(string statement) =>
        JsonSerializer.Deserialize<JsonElement>($$"""{"Version":"2012-10-17","Statement":{{statement}}}""");
}
