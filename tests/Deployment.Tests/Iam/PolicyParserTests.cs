using System.Text.Json;
using PromptToImage.Deployment.Iam;

namespace PromptToImage.Deployment.Tests.Iam;

public sealed class PolicyParserTests
{
    [Fact]
    public void A_single_statement_needs_no_list()
    {
        var policy = PolicyDocument.ParseIdentityPolicy(
            "read",
            Json("""{"Version":"2012-10-17","Id":"x","Statement":{"Sid":"y","Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}""")
        );
        var statement = Assert.Single(policy.Statements);
        Assert.Equal(("read", 0, true), (statement.Policy, statement.Position, statement.Allows));
        Assert.Null(statement.Principals);
    }

    [Fact]
    public void A_trust_policy_needs_no_resource() =>
        Assert.Single(
            PolicyDocument
                .ParseResourcePolicy(
                    "trust",
                    Json("""{"Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""")
                )
                .Statements
        );

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"s3:GetObject"}""", "Statement 0 has no Resource.")]
    [InlineData("""{"Effect":"Allow","Resource":"*"}""", "Statement 0 has no Action.")]
    [InlineData("""{"Action":"s3:GetObject","Resource":"*"}""", "Statement 0 has no Effect.")]
    [InlineData("""{"Effect":"allow","Action":"s3:GetObject","Resource":"*"}""", "The effect 'allow' is neither Allow nor Deny.")]
    [InlineData("""{"Effect":"Allow","Action":[],"Resource":"*"}""", "Action is empty.")]
    [InlineData("""{"Effect":"Allow","Action":{"Ref":"X"},"Resource":"*"}""", "Action contains {\"Ref\":\"X\"}, which is not a text.")]
    [InlineData(
        """{"Effect":"Allow","Action":"s3:GetObject","NotAction":"s3:*","Resource":"*"}""",
        "Statement 0 has the element NotAction, which is not supported here."
    )]
    [InlineData(
        """{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}""",
        "Statement 0 has the element Principal, which is not supported here."
    )]
    [InlineData(
        """{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::${aws:username}"}""",
        "Resource contains the policy variable arn:aws:s3:::${aws:username}, which is not supported."
    )]
    [InlineData(
        """{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}""",
        "The condition operator IpAddress is not supported."
    )]
    [InlineData(
        """{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"ForAnyValue:StringEquals":{"aws:TagKeys":"x"}}}""",
        "The condition operator ForAnyValue:StringEquals is not supported."
    )]
    [InlineData(
        """{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:username":"x"}}}""",
        "The condition key aws:username is not supported."
    )]
    public void What_is_invalid_or_not_supported_is_an_error_that_names_the_policy(string statement, string message)
    {
        var error = Assert.Throws<PolicyFormatException>(() =>
            PolicyDocument.ParseIdentityPolicy("read", Json($$"""{"Version":"2012-10-17","Statement":[{{statement}}]}"""))
        );
        Assert.Equal($"read: {message}", error.Message);
    }

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"s3:*","Resource":"*"}""", "Statement 0 has no Principal.")]
    [InlineData(
        """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:user/x"},"Action":"s3:*","Resource":"*"}""",
        "The principal {\"AWS\": \"arn:aws:iam::000000000000:user/x\"} is not supported."
    )]
    [InlineData(
        """{"Effect":"Allow","Principal":{"Federated":"x"},"Action":"s3:*","Resource":"*"}""",
        "The principal {\"Federated\": \"x\"} is not supported."
    )]
    [InlineData("""{"Effect":"Allow","Principal":"000000000000","Action":"s3:*"}""", "The principal 000000000000 is not supported.")]
    [InlineData(
        """{"Effect":"Allow","NotPrincipal":{"AWS":"*"},"Action":"s3:*","Resource":"*"}""",
        "Statement 0 allows all but some principals. NotPrincipal is supported only with Deny."
    )]
    public void The_policy_of_a_resource_names_its_principals(string statement, string message)
    {
        var error = Assert.Throws<PolicyFormatException>(() =>
            PolicyDocument.ParseResourcePolicy("queue", Json($$"""{"Statement":[{{statement}}]}"""))
        );
        Assert.Equal($"queue: {message}", error.Message);
    }

    [Theory]
    [InlineData("""{"Version":"2012-10-17"}""", "The policy has no statement.")]
    [InlineData("""{"Version":"2013-01-01","Statement":[]}""", "Version 2013-01-01 is not supported.")]
    [InlineData("[]", "The policy is not an object.")]
    public void A_document_has_a_version_and_statements(string document, string message)
    {
        var error = Assert.Throws<PolicyFormatException>(() => PolicyDocument.ParseIdentityPolicy("read", Json(document)));
        Assert.Equal($"read: {message}", error.Message);
    }

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
