using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using PromptToImage.AwsEmulator.Executions.Api;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Models;
using PromptToImage.AwsEmulator.Queues.Wire;
using PromptToImage.AwsEmulator.Topics;

namespace PromptToImage.AwsEmulator.Tests.Hosting;

/// <summary>
/// Every parameter of every offered operation, from AWS's service models, is honoured, documented as without effect, or rejected by name.
/// <c>S3ParameterTests</c> does the same for S3.
/// </summary>
public sealed partial class ServiceParameterTests : IAsyncLifetime
{
    private static readonly Dictionary<string, OfferedParameters> Offered = new()
    {
        ["BedrockRuntime"] = ModelParameters.All,
        ["Lambda"] = FunctionParameters.All,
        ["SNS"] = TopicParameters.All,
        ["SQS"] = SqsParameters.Json,
        ["StepFunctions"] = StatesParameters.All,
    };

    private static readonly List<Parameter> Parameters =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Hosting", "service-parameters.txt"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' '))
            .Select(fields => new Parameter(fields[0], fields[1], fields[2], fields[3])),
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private Emulator _emulator = null!;

    public static TheoryData<string, string> Operations =>
        [.. Parameters.Select(parameter => (parameter.Service, parameter.Operation)).Distinct()];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _emulator = await Emulator.StartAsync(new EmulatorOptions { DataFolder = _folder.Path, Port = 0 }, Cancellation);
        _emulator.Functions.Register("echo", (payload, _, _) => Task.FromResult(payload.ToArray()), TimeSpan.FromMinutes(1));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task No_parameter_is_silently_ignored(string service, string operation)
    {
        var documentation = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "fidelity.md"), Cancellation);
        foreach (var parameter in Parameters.Where(parameter => parameter.Service == service && parameter.Operation == operation))
        {
            if (!Offered[service].IsOffered(operation, parameter.Name))
            {
                await AssertRejectedAsync(parameter);
            }
            else if (Offered[service].IsWithoutEffect(parameter.Name))
            {
                Assert.Contains($"`{parameter.Name}`", documentation, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public Task An_unknown_parameter_is_rejected(string service, string operation) =>
        AssertRejectedAsync(
            new Parameter(
                service,
                operation,
                service switch
                {
                    "SNS" => "form",
                    "Lambda" or "BedrockRuntime" => "query",
                    _ => "body",
                },
                "UnheardOf"
            )
        );

    [Fact]
    public void A_parameter_that_is_not_in_AWS_s_model_is_not_offered() =>
        Assert.Equal(
            ["SQS CreateQueue Tags.*"],
            from service in Offered
            from operation in service.Value.Operations
            let model = Parameters.Where(parameter => parameter.Service == service.Key && parameter.Operation == operation.Key)
            from name in operation.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            where !model.Any(parameter => IsSame(parameter.Name, name))
            select $"{service.Key} {operation.Key} {name}"
        );

    [Theory]
    [InlineData("SendMessage", "QueueUrl=http://localhost/000000000000/q&MessageBody=x&MessageGroupId=g", "MessageGroupId")]
    [InlineData("SendMessage", "QueueUrl=http://localhost/000000000000/q&MessageBody=x&MessageAttribute.1.Name=a&MessageAttribute.1.Value.Color=b", "MessageAttribute.1.Value.Color")]
    [InlineData("TagQueue", "QueueUrl=http://localhost/000000000000/q&Tag.1.Key=a&Tag.1.Value=b&Tag.1.Color=c", "Tag.1.Color")]
    [InlineData("ListQueues", "Attribute.1.Name=a", "Attribute.1.Name")]
    public async Task A_parameter_of_a_form_of_SQS_is_rejected(string action, string form, string name)
    {
        await _emulator.Queues.Directory.CreateAsync("q", new Dictionary<string, string>(), new Dictionary<string, string>());
        using var request = Form($"Action={action}&Version=2012-11-05&{form}");
        await AssertRejectedAsync(request, name, form);
    }

    [Theory]
    [InlineData("AWSAccessKeyId=a&Signature=b&SignatureMethod=HmacSHA256&SignatureVersion=2&Timestamp=c&SecurityToken=d&Expires=e")]
    [InlineData("QueueUrl=http://localhost/000000000000/q&QueueNamePrefix=q&MaxResults=5&NextToken=")]
    [InlineData("Tag=")]
    public async Task Parameters_of_a_signature_and_empty_lists_are_accepted(string form)
    {
        using var request = Form($"Action=ListQueues&Version=2012-11-05&{form}");
        using var response = await _http.SendAsync(request, Cancellation);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("AmazonSQS.ListQueues", """{"Unknown": null}""")]
    [InlineData("AWSStepFunctions.ListStateMachines", """{"maxResults": 1, "unknown": null}""")]
    public async Task Null_counts_as_absent(string target, string body)
    {
        using var request = Json(target, body);
        using var response = await _http.SendAsync(request, Cancellation);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }

    private static bool IsSame(string modelName, string name) =>
        modelName == name || modelName == name.Replace("AWSTraceHeader", "*", StringComparison.Ordinal);

    private async Task AssertRejectedAsync(Parameter parameter)
    {
        using var request = Request(parameter);
        await AssertRejectedAsync(request, Filled(parameter.Name), parameter.ToString());
    }

    private async Task AssertRejectedAsync(HttpRequestMessage request, string name, string what)
    {
        using var response = await _http.SendAsync(request, Cancellation);
        var body = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True((int)response.StatusCode == 400, $"{what}: {response.StatusCode} {body}");
        // A path is rejected at its first part that is not offered.
        var rejected = Rejection().Match(body).Groups[1].Value;
        Assert.True(rejected.Length > 0 && $"{name}.".StartsWith($"{rejected}.", StringComparison.Ordinal), $"{what}: {body}");
    }

    private HttpRequestMessage Request(Parameter parameter) =>
        parameter.Service switch
        {
            "SQS" => Json($"AmazonSQS.{parameter.Operation}", Body(parameter.Name)),
            "StepFunctions" => Json($"AWSStepFunctions.{parameter.Operation}", Body(parameter.Name)),
            "SNS" => Form($"Action={parameter.Operation}&Version=2010-03-31&{Filled(parameter.Name)}=x"),
            _ => Rest(parameter),
        };

    private HttpRequestMessage Json(string target, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _emulator.Endpoint) { Content = new StringContent(body, Encoding.UTF8) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        request.Headers.Add("X-Amz-Target", target);
        return request;
    }

    private HttpRequestMessage Form(string form)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _emulator.Endpoint) { Content = new StringContent(form) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        return request;
    }

    private HttpRequestMessage Rest(Parameter parameter)
    {
        var (method, path) = parameter.Operation switch
        {
            "CreateAlias" => ("POST", "/2015-03-31/functions/echo/aliases"),
            "DeleteAlias" => ("DELETE", "/2015-03-31/functions/echo/aliases/a"),
            "DeleteFunction" => ("DELETE", "/2015-03-31/functions/echo"),
            "GetAlias" => ("GET", "/2015-03-31/functions/echo/aliases/a"),
            "GetFunction" => ("GET", "/2015-03-31/functions/echo"),
            "GetFunctionConfiguration" => ("GET", "/2015-03-31/functions/echo/configuration"),
            "Invoke" => ("POST", "/2015-03-31/functions/echo/invocations"),
            "InvokeModel" => ("POST", "/model/m/invoke"),
            "ListAliases" => ("GET", "/2015-03-31/functions/echo/aliases"),
            "ListFunctions" => ("GET", "/2015-03-31/functions"),
            "ListVersionsByFunction" => ("GET", "/2015-03-31/functions/echo/versions"),
            "PublishVersion" => ("POST", "/2015-03-31/functions/echo/versions"),
            "UpdateAlias" => ("PUT", "/2015-03-31/functions/echo/aliases/a"),
            var other => throw new InvalidOperationException($"No request for {other}."),
        };
        if (parameter.Location == "query")
        {
            path += $"?{parameter.Name}=other";
        }

        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_emulator.Endpoint, path));
        if (parameter.Location == "header")
        {
            request.Headers.Add(parameter.Name, "other");
        }

        if (method is "POST" or "PUT")
        {
            request.Content = new StringContent(parameter.Location == "body" ? Body(parameter.Name) : "{}");
        }

        return request;
    }

    /// <summary>A JSON object with one member at the path.</summary>
    private static string Body(string path) =>
        Filled(path).Split('.').Reverse().Aggregate("\"other\"", (value, name) => $$"""{"{{name}}": {{value}}}""");

    /// <summary>A path with a key and a number in the places where any are possible.</summary>
    private static string Filled(string path) =>
        string.Join(
            '.',
            path.Split('.')
                .Select(name =>
                    name switch
                    {
                        "*" => "key",
                        "N" => "1",
                        _ => name,
                    }
                )
        );

    [GeneratedRegex(@"The parameter (\S+) of \w+ is not offered on this machine")]
    private static partial Regex Rejection();

    /// <summary>A parameter of an operation.</summary>
    /// <param name="Location">Where requests contain it: <c>body</c>, <c>form</c>, <c>header</c> or <c>query</c>.</param>
    private sealed record Parameter(string Service, string Operation, string Location, string Name);
}
