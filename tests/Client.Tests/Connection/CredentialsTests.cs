using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using PromptToImage.Client.Tests.Harness;

namespace PromptToImage.Client.Tests.Connection;

/// <summary>The AWS SDK loads the clients of these services by name, which a native program must have kept.</summary>
public sealed class CredentialsTests
{
    private const string QueueUrl = "https://sqs.us-east-1.amazonaws.com/000000000000/prompt-to-image";
    private static readonly DateTimeOffset Later = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ConcurrentQueue<string> _calls = new();

    [Fact]
    public async Task A_profile_can_assume_a_role()
    {
        await using var pipeline = await QueuesOnly.StartAsync(RespondAsync);
        Configure(
            pipeline,
            "[profile work]",
            "role_arn = arn:aws:iam::123456789012:role/sender",
            "source_profile = base",
            "region = us-east-1",
            "[profile base]",
            "aws_access_key_id = AKIABASE",
            "aws_secret_access_key = secret"
        );
        (await pipeline.Client.RunAsync("A cat", "--queue-url", QueueUrl)).EndedWith(0);
        Assert.Equal(["AssumeRole AKIABASE", "SendMessage ASIAROLE"], _calls);
        Assert.Single(pipeline.Messages());
    }

    [Fact]
    public async Task A_profile_can_use_a_session_of_IAM_Identity_Center_and_refreshes_its_token()
    {
        await using var pipeline = await QueuesOnly.StartAsync(RespondAsync);
        Configure(
            pipeline,
            "[profile work]",
            "sso_session = company",
            "sso_account_id = 123456789012",
            "sso_role_name = sender",
            "region = us-east-1",
            "[sso-session company]",
            "sso_region = us-east-1",
            "sso_start_url = https://company.awsapps.com/start",
            "sso_registration_scopes = sso:account:access"
        );
        var cache = Path.Combine(pipeline.Folder.Path, ".aws", "sso", "cache");
        Directory.CreateDirectory(cache);
#pragma warning disable CA5350 // The AWS CLI names its files by SHA-1.
        var name = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes("company")));
#pragma warning restore CA5350
        await File.WriteAllTextAsync(
            Path.Combine(cache, $"{name}.json"),
            """
            {"startUrl":"https://company.awsapps.com/start","region":"us-east-1","accessToken":"old","expiresAt":"2000-01-01T00:00:00Z",
             "clientId":"client","clientSecret":"secret","registrationExpiresAt":"2100-01-01T00:00:00Z","refreshToken":"refresh"}
            """,
            TestContext.Current.CancellationToken
        );
        (await pipeline.Client.RunAsync("A cat", "--queue-url", QueueUrl)).EndedWith(0);
        Assert.Equal(["CreateToken refresh_token", "GetRoleCredentials new", "SendMessage ASIASSO"], _calls);
        Assert.Single(pipeline.Messages());
    }

    private static void Configure(QueuesOnly pipeline, params IEnumerable<string> lines)
    {
        Directory.CreateDirectory(pipeline.Folder[".aws"]);
        File.WriteAllLines(Path.Combine(pipeline.Folder[".aws"], "config"), lines);
        pipeline.Client.Environment["HOME"] = pipeline.Folder.Path;
        pipeline.Client.Environment["AWS_PROFILE"] = "work";
        foreach (var service in (string[])["SQS", "STS", "SSO", "SSO_OIDC"])
        {
            pipeline.Client.Environment[$"AWS_ENDPOINT_URL_{service}"] = $"http://localhost:{pipeline.Port}";
        }
    }

    /// <summary>Answers for the services of credentials; records these calls and the caller of SQS.</summary>
    private async Task<bool> RespondAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Path == "/federation/credentials")
        {
            var expiration = Later.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
            _calls.Enqueue($"GetRoleCredentials {request.Headers["x-amz-sso_bearer_token"]}");
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(
                $$"""
                {"roleCredentials":{"accessKeyId":"ASIASSO","secretAccessKey":"s","sessionToken":"t","expiration":{{expiration}} } }
                """
            );
            return true;
        }

        if (request.Path == "/token")
        {
            using var body = await System.Text.Json.JsonDocument.ParseAsync(request.Body);
            _calls.Enqueue($"CreateToken {body.RootElement.GetProperty("grantType").GetString()}");
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"accessToken":"new","tokenType":"Bearer","expiresIn":3600,"refreshToken":"next"}""");
            return true;
        }

        var caller = request.Headers.Authorization.ToString().Split("Credential=")[^1].Split('/')[0];
        if (request.HasFormContentType)
        {
            _calls.Enqueue($"{(await request.ReadFormAsync())["Action"]} {caller}");
            context.Response.ContentType = "text/xml";
            await context.Response.WriteAsync(
                """
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
                <AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
                <Expiration>2100-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
                """
            );
            return true;
        }

        _calls.Enqueue($"{request.Headers["X-Amz-Target"].ToString().Split('.')[^1]} {caller}");
        return false;
    }
}
