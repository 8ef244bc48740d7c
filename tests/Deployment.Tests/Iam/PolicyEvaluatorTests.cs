using System.Text.Json;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.Deployment.Iam;

namespace PromptToImage.Deployment.Tests.Iam;

public sealed class PolicyEvaluatorTests
{
    private const string Role = "arn:aws:iam::000000000000:role/store";
    private const string Object = "arn:aws:s3:::files/new/1.txt";
    private const string Account = """{"AWS":"arn:aws:iam::000000000000:root"}""";

    private static readonly RoleSession Session = new(Role, "store");
    private static readonly ServicePrincipal Rule = new("events.amazonaws.com", "arn:aws:events:us-east-1:000000000000:rule/ends");
    private static readonly Permission Put = new("s3:PutObject", Object);

    [Fact]
    public void A_role_without_a_policy_may_do_nothing() => Assert.Equal(AccessDecision.NoIdentityPolicy, Decide(Session, Put));

    [Theory]
    [InlineData("\"s3:PutObject\"")]
    [InlineData("\"S3:putobject\"")]
    [InlineData("[\"s3:GetObject\",\"s3:Put*\"]")]
    [InlineData("\"s3:PutObjec?\"")]
    [InlineData("\"*\"")]
    public void An_action_matches_without_regard_to_case_and_with_wildcards(string action) =>
        Assert.Equal(AccessDecision.Allowed, Decide(Session, Put, $$"""{"Effect":"Allow","Action":{{action}},"Resource":"*"}"""));

    [Theory]
    [InlineData("\"s3:GetObject\"")]
    [InlineData("\"s3:PutObjec\"")]
    [InlineData("\"sqs:*\"")]
    public void Another_action_does_not_match(string action) =>
        Assert.Equal(AccessDecision.NoIdentityPolicy, Decide(Session, Put, $$"""{"Effect":"Allow","Action":{{action}},"Resource":"*"}"""));

    [Theory]
    [InlineData("arn:aws:s3:::files/new/*", true)]
    [InlineData("arn:aws:s3:::*", true)]
    [InlineData("arn:aws:s3:::files/new/?.txt", true)]
    [InlineData("arn:aws:s3:::files/NEW/*", false)]
    [InlineData("arn:aws:s3:::files", false)]
    [InlineData("arn:aws:s3:::files/new/", false)]
    public void A_resource_matches_with_regard_to_case_and_with_wildcards(string resource, bool isAllowed) =>
        Assert.Equal(
            isAllowed ? AccessDecision.Allowed : AccessDecision.NoIdentityPolicy,
            Decide(Session, Put, $$"""{"Effect":"Allow","Action":"s3:PutObject","Resource":"{{resource}}"}""")
        );

    [Theory]
    [InlineData("arn:aws:lambda:*:*:function:resize:*", true)]
    [InlineData("arn:aws:lambda:us-east-1:000000000000:function:*", true)]
    [InlineData("arn:aws:lambda:us-east-1:000000000000:function:res*e:7", true)]
    [InlineData("arn:aws:lambda:us-east-1:000000000000:function:res*7", false)]
    [InlineData("arn:aws:lambda:us-east-1:000000000000:function:resize", false)]
    [InlineData("arn:aws:lambda:us-east-1:0*0:function:resize", false)]
    public void A_wildcard_inside_a_segment_of_an_arn_does_not_match_a_colon(string resource, bool isAllowed) =>
        Assert.Equal(
            isAllowed ? AccessDecision.Allowed : AccessDecision.NoIdentityPolicy,
            Decide(
                Session,
                new Permission("lambda:InvokeFunction", "arn:aws:lambda:us-east-1:000000000000:function:resize:7"),
                $$"""{"Effect":"Allow","Action":"lambda:InvokeFunction","Resource":"{{resource}}"}"""
            )
        );

    [Fact]
    public void NotAction_matches_every_action_but_those_that_it_lists()
    {
        const string Statement = """{"Effect":"Allow","NotAction":["s3:Delete*"],"Resource":"*"}""";
        Assert.Equal(AccessDecision.Allowed, Decide(Session, Put, Statement));
        Assert.Equal(AccessDecision.NoIdentityPolicy, Decide(Session, new Permission("s3:DeleteObject", Object), Statement));
    }

    [Fact]
    public void NotResource_matches_every_resource_but_those_that_it_lists()
    {
        const string Statement = """{"Effect":"Allow","Action":"s3:*","NotResource":["arn:aws:s3:::files/old/*"]}""";
        Assert.Equal(AccessDecision.Allowed, Decide(Session, Put, Statement));
        Assert.Equal(
            AccessDecision.NoIdentityPolicy,
            Decide(Session, new Permission("s3:PutObject", "arn:aws:s3:::files/old/1.txt"), Statement)
        );
    }

    [Fact]
    public void An_explicit_deny_overrides_an_allow_whatever_the_order()
    {
        const string Allow = """{"Effect":"Allow","Action":"s3:*","Resource":"*"}""";
        const string Deny = """{"Effect":"Deny","Action":"s3:PutObject","Resource":"arn:aws:s3:::files/*"}""";
        Assert.Equal(AccessDecision.DeniedByIdentityPolicy, Decide(Session, Put, $"[{Allow},{Deny}]"));
        Assert.Equal(AccessDecision.DeniedByIdentityPolicy, Decide(Session, Put, $"[{Deny},{Allow}]"));
        Assert.Equal(AccessDecision.DeniedByResourcePolicy, Decide(Session, Put, Allow, WithPrincipal(Deny, "\"*\"")));
    }

    [Theory]
    [InlineData("\"*\"", AccessDecision.Allowed)]
    [InlineData("""{"AWS":"*"}""", AccessDecision.Allowed)]
    [InlineData("""{"AWS":"arn:aws:iam::000000000000:role/store"}""", AccessDecision.Allowed)]
    [InlineData("""{"AWS":["arn:aws:sts::000000000000:assumed-role/store/store"]}""", AccessDecision.Allowed)]
    [InlineData("""{"AWS":"arn:aws:iam::000000000000:role/other"}""", AccessDecision.NoIdentityPolicy)]
    [InlineData(Account, AccessDecision.NoIdentityPolicy)]
    [InlineData("""{"AWS":"000000000000"}""", AccessDecision.NoIdentityPolicy)]
    [InlineData("""{"Service":"events.amazonaws.com"}""", AccessDecision.NoIdentityPolicy)]
    public void The_policy_of_a_resource_allows_a_role_that_it_names_but_not_each_role_of_an_account_that_it_names(
        string principal,
        AccessDecision expected
    ) =>
        Assert.Equal(
            expected,
            Decide(
                Session,
                Put,
                resource: WithPrincipal("""{"Effect":"Allow","Action":"s3:PutObject","Resource":"arn:aws:s3:::files/*"}""", principal)
            )
        );

    [Fact]
    public void A_deny_for_the_account_stops_each_of_its_roles() =>
        Assert.Equal(
            AccessDecision.DeniedByResourcePolicy,
            Decide(
                Session,
                Put,
                """{"Effect":"Allow","Action":"s3:*","Resource":"*"}""",
                WithPrincipal("""{"Effect":"Deny","Action":"s3:*","Resource":"*"}""", Account)
            )
        );

    [Fact]
    public void A_deny_with_NotPrincipal_stops_all_others()
    {
        const string Allow = """{"Effect":"Allow","Action":"s3:*","Resource":"*"}""";
        const string Deny = """
            {"Effect":"Deny","NotPrincipal":{"AWS":"arn:aws:iam::000000000000:role/store"},"Action":"s3:*","Resource":"*"}
            """;
        Assert.Equal(AccessDecision.Allowed, Decide(Session, Put, Allow, Deny));
        Assert.Equal(
            AccessDecision.DeniedByResourcePolicy,
            Decide(new RoleSession("arn:aws:iam::000000000000:role/other", "other"), Put, Allow, Deny)
        );
    }

    [Fact]
    public void A_service_needs_the_policy_of_the_resource()
    {
        var invoke = new Permission("lambda:InvokeFunction", "arn:aws:lambda:us-east-1:000000000000:function:resize");
        const string Statement = """{"Effect":"Allow","Action":"lambda:InvokeFunction","Resource":"*"}""";
        Assert.Equal(AccessDecision.NoResourcePolicy, Decide(Rule, invoke));
        Assert.Equal(AccessDecision.NoResourcePolicy, Decide(Rule, invoke, resource: WithPrincipal(Statement, Account)));
        Assert.Equal(
            AccessDecision.Allowed,
            Decide(Rule, invoke, resource: WithPrincipal(Statement, """{"Service":["sns.amazonaws.com","events.amazonaws.com"]}"""))
        );
    }

    [Fact]
    public void The_administrator_may_do_everything_that_no_resource_denies()
    {
        Assert.Equal(AccessDecision.Allowed, Decide(Caller.Administrator, Put));
        Assert.Equal(
            AccessDecision.DeniedByResourcePolicy,
            Decide(Caller.Administrator, Put, resource: WithPrincipal("""{"Effect":"Deny","Action":"s3:*","Resource":"*"}""", "\"*\""))
        );
    }

    [Theory]
    [InlineData("""{"ArnLike":{"aws:SourceArn":"arn:aws:events:*:000000000000:rule/*"}}""", true)]
    [InlineData("""{"ArnEquals":{"AWS:sourcearn":["arn:aws:events:us-east-1:000000000000:rule/ends"]}}""", true)]
    [InlineData("""{"ArnLike":{"aws:SourceArn":"arn:aws:events:*"}}""", false)]
    [InlineData("""{"ArnLike":{"aws:SourceArn":"arn:aws:events:us-east-1:000000000000:rule/other"}}""", false)]
    [InlineData("""{"ArnNotLike":{"aws:SourceArn":"arn:aws:events:*:*:rule/other"}}""", true)]
    [InlineData("""{"StringEquals":{"aws:SourceAccount":"000000000000"}}""", true)]
    [InlineData("""{"StringEquals":{"aws:SourceAccount":["1","2"]}}""", false)]
    [InlineData("""{"StringNotEquals":{"aws:SourceAccount":["1","2"]}}""", true)]
    [InlineData("""{"StringNotEquals":{"aws:SourceAccount":["1","000000000000"]}}""", false)]
    [InlineData("""{"StringEqualsIgnoreCase":{"aws:PrincipalServiceName":"EVENTS.amazonaws.com"}}""", true)]
    [InlineData("""{"StringLike":{"aws:PrincipalServiceName":"events.*"}}""", true)]
    [InlineData("""{"StringNotLike":{"aws:PrincipalServiceName":"events.*"}}""", false)]
    [InlineData("""{"Bool":{"aws:SecureTransport":true}}""", true)]
    [InlineData("""{"Bool":{"aws:SecureTransport":"false"}}""", false)]
    [InlineData("""{"Null":{"aws:PrincipalArn":"true"}}""", true)]
    [InlineData("""{"Null":{"aws:SourceArn":"true"}}""", false)]
    [InlineData("""{"StringEquals":{"aws:PrincipalArn":"x"}}""", false)]
    [InlineData("""{"StringNotEquals":{"aws:PrincipalArn":"x"}}""", true)]
    [InlineData("""{"StringEqualsIfExists":{"aws:PrincipalArn":"x"}}""", true)]
    [InlineData("""{"StringEqualsIfExists":{"aws:SourceAccount":"x"}}""", false)]
    [InlineData("""{"StringEquals":{"aws:SourceAccount":"000000000000"},"Bool":{"aws:SecureTransport":"false"}}""", false)]
    [InlineData("""{"StringEquals":{"aws:SourceAccount":"000000000000","aws:PrincipalServiceName":"x"}}""", false)]
    public void All_conditions_must_be_met(string condition, bool isAllowed) =>
        Assert.Equal(
            isAllowed ? AccessDecision.Allowed : AccessDecision.NoResourcePolicy,
            Decide(
                Rule,
                new Permission("lambda:InvokeFunction", "arn:aws:lambda:us-east-1:000000000000:function:resize"),
                resource: $$"""
                {"Effect":"Allow","Principal":"*","Action":"lambda:InvokeFunction","Resource":"*","Condition":{{condition}}}
                """
            )
        );

    [Fact]
    public void A_condition_can_test_a_key_of_the_service()
    {
        const string Statement = """
            {"Effect":"Allow","Action":"s3:ListBucket","Resource":"*","Condition":{"StringLike":{"s3:prefix":"new/*"}}}
            """;
        var list = new Permission("s3:ListBucket", "arn:aws:s3:::files");
        Assert.Equal(AccessDecision.NoIdentityPolicy, Decide(Session, list, Statement));
        Assert.Equal(
            AccessDecision.Allowed,
            Decide(Session, list with { ConditionKeys = new Dictionary<string, string> { ["s3:prefix"] = "new/1" } }, Statement)
        );
    }

    private static AccessDecision Decide(Caller caller, Permission permission, string? identity = null, string? resource = null) =>
        PolicyEvaluator
            .Evaluate(
                caller,
                permission,
                identity is null ? [] : [PolicyDocument.ParseIdentityPolicy("identity", Document(identity))],
                resource is null ? [] : [PolicyDocument.ParseResourcePolicy("resource", Document(resource))]
            )
            .Decision;

    private static string WithPrincipal(string statement, string principal) =>
        statement.Replace("\"Effect\"", $"\"Principal\":{principal},\"Effect\"", StringComparison.Ordinal);

    private static JsonElement Document(string statement) =>
        JsonSerializer.Deserialize<JsonElement>($$"""{"Version":"2012-10-17","Statement":{{statement}}}""");
}
