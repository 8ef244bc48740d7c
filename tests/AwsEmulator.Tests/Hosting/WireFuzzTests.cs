using System.Text;
using System.Text.Json;
using System.Xml;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.Tests.Fuzzing;

namespace PromptToImage.AwsEmulator.Tests.Hosting;

/// <summary>
/// Every damaged request gets a response: a result, or an error in AWS's format with its reason.
/// </summary>
public sealed class WireFuzzTests
{
    private const int Inputs = 20_000;

    private static readonly WireRequest[] Seeds =
    [
        WireRequest.Json(
            "AmazonSQS.CreateQueue",
            """{"QueueName":"work","Attributes":{"VisibilityTimeout":"30","RedrivePolicy":"{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\",\"maxReceiveCount\":3}"},"tags":{"a":"b"}}"""
        ),
        WireRequest.Json("AmazonSQS.GetQueueUrl", """{"QueueName":"work"}"""),
        WireRequest.Json("AmazonSQS.ListQueues", """{"QueueNamePrefix":"w","MaxResults":3,"NextToken":"d29yaw=="}"""),
        WireRequest.Json(
            "AmazonSQS.GetQueueAttributes",
            """{"QueueUrl":"http://localhost/000000000000/work","AttributeNames":["All","QueueArn"]}"""
        ),
        WireRequest.Json(
            "AmazonSQS.SendMessage",
            """{"QueueUrl":"http://localhost/000000000000/work","MessageBody":"A \u0063roissant \ud83e\udd50","DelaySeconds":1,"MessageAttributes":{"a":{"DataType":"String","StringValue":"x"},"b":{"DataType":"Binary","BinaryValue":"AQID"}},"MessageSystemAttributes":{"AWSTraceHeader":{"DataType":"String","StringValue":"Root=1"}}}"""
        ),
        WireRequest.Json(
            "AmazonSQS.SendMessageBatch",
            """{"QueueUrl":"http://localhost/000000000000/work","Entries":[{"Id":"a","MessageBody":"1"},{"Id":"b","MessageBody":"2","DelaySeconds":5}]}"""
        ),
        WireRequest.Json(
            "AmazonSQS.ReceiveMessage",
            """{"QueueUrl":"http://localhost/000000000000/work","MaxNumberOfMessages":10,"VisibilityTimeout":0,"MessageAttributeNames":["All"],"AttributeNames":["All"]}"""
        ),
        WireRequest.Json(
            "AmazonSQS.DeleteMessage",
            """{"QueueUrl":"http://localhost/000000000000/work","ReceiptHandle":"AwAAAAAAAAA6AQAAAAAAAAEAAACW5nCi"}"""
        ),
        WireRequest.Json(
            "AmazonSQS.ChangeMessageVisibilityBatch",
            """{"QueueUrl":"http://localhost/000000000000/work","Entries":[{"Id":"a","ReceiptHandle":"AwAAAAAAAAA6AQAAAAAAAAEAAACW5nCi","VisibilityTimeout":5}]}"""
        ),
        WireRequest.Json(
            "AmazonSQS.StartMessageMoveTask",
            """{"SourceArn":"arn:aws:sqs:us-east-1:000000000000:dead","DestinationArn":"arn:aws:sqs:us-east-1:000000000000:work","MaxNumberOfMessagesPerSecond":5}"""
        ),
        WireRequest.Json("AmazonSQS.ListMessageMoveTasks", """{"SourceArn":"arn:aws:sqs:us-east-1:000000000000:dead","MaxResults":3}"""),
        WireRequest.Json("AmazonSQS.TagQueue", """{"QueueUrl":"http://localhost/000000000000/work","Tags":{"a":"b"}}"""),
        WireRequest.Json(
            "AWSStepFunctions.CreateStateMachine",
            """{"name":"pass","roleArn":"arn:aws:iam::000000000000:role/any","type":"STANDARD","definition":"{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Parameters\":{\"x.$\":\"States.Format('{}', $.a)\"},\"End\":true}}}"}"""
        ),
        WireRequest.Json(
            "AWSStepFunctions.StartExecution",
            """{"stateMachineArn":"arn:aws:states:us-east-1:000000000000:stateMachine:pass","name":"one","input":"{\"a\":1}"}"""
        ),
        WireRequest.Json(
            "AWSStepFunctions.DescribeExecution",
            """{"executionArn":"arn:aws:states:us-east-1:000000000000:execution:pass:one"}"""
        ),
        WireRequest.Json(
            "AWSStepFunctions.ListExecutions",
            """{"stateMachineArn":"arn:aws:states:us-east-1:000000000000:stateMachine:pass","statusFilter":"RUNNING","maxResults":10}"""
        ),
        WireRequest.Json(
            "AWSStepFunctions.GetExecutionHistory",
            """{"executionArn":"arn:aws:states:us-east-1:000000000000:execution:pass:one","reverseOrder":true,"maxResults":2}"""
        ),
        WireRequest.Json(
            "AWSStepFunctions.StopExecution",
            """{"executionArn":"arn:aws:states:us-east-1:000000000000:execution:pass:one","error":"E","cause":"C"}"""
        ),
        WireRequest.Json(
            "AWSStepFunctions.ValidateStateMachineDefinition",
            """{"definition":"{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Wait\",\"Seconds\":1,\"End\":true}}}"}"""
        ),
        WireRequest.Json(
            "AWSStepFunctions.TestState",
            """{"definition":"{\"Type\":\"Pass\",\"Result\":{\"a\":[1,2]},\"End\":true}","input":"{}","inspectionLevel":"DEBUG"}"""
        ),
        WireRequest.Json("AWSStepFunctions.SendTaskSuccess", """{"taskToken":"AAAA","output":"{}"}"""),
        WireRequest.Form(
            "/000000000000/work",
            "Action=SendMessage&Version=2012-11-05&MessageBody=A+croissant+%F0%9F%A5%90&MessageAttribute.1.Name=a&MessageAttribute.1.Value.DataType=String&MessageAttribute.1.Value.StringValue=x"
        ),
        WireRequest.Form(
            "/000000000000/work",
            "Action=ReceiveMessage&Version=2012-11-05&MaxNumberOfMessages=10&VisibilityTimeout=0&AttributeName.1=All&MessageAttributeName.1=All"
        ),
        WireRequest.Form(
            "/000000000000/work",
            "Action=SendMessageBatch&Version=2012-11-05&SendMessageBatchRequestEntry.1.Id=a&SendMessageBatchRequestEntry.1.MessageBody=x&SendMessageBatchRequestEntry.2.Id=b&SendMessageBatchRequestEntry.2.MessageBody=y"
        ),
        WireRequest.Form(
            "/",
            "Action=CreateQueue&Version=2012-11-05&QueueName=work&Attribute.1.Name=DelaySeconds&Attribute.1.Value=1&Tag.1.Key=a&Tag.1.Value=b"
        ),
        WireRequest.Form(
            "/",
            "Action=Publish&Version=2010-03-31&TopicArn=arn%3Aaws%3Asns%3Aus-east-1%3A000000000000%3Aalerts&Subject=Hello&Message=World&MessageAttributes.entry.1.Name=a&MessageAttributes.entry.1.Value.DataType=String&MessageAttributes.entry.1.Value.StringValue=x"
        ),
        WireRequest.Form("/", "Action=CreateTopic&Version=2010-03-31&Name=alerts"),
        WireRequest.Form(
            "/",
            "Action=Subscribe&Version=2010-03-31&TopicArn=arn%3Aaws%3Asns%3Aus-east-1%3A000000000000%3Aalerts&Protocol=email&Endpoint=a%40b"
        ),
        WireRequest.Form("/", "Action=ListTopics&Version=2010-03-31&NextToken=x"),
        WireRequest.Rest("POST", "/2015-03-31/functions/echo/invocations", """{"a":[1,2,3]}"""),
        WireRequest.Rest(
            "POST",
            "/model/stability.stable-image-core-v1:1/invoke",
            """{"prompt":"","mode":"text-to-image","aspect_ratio":"9:21","seed":1,"output_format":"png"}"""
        ),
        WireRequest.Rest("POST", "/generate", """{"prompt":"A croissant","id":"order-1"}"""),
        WireRequest.Rest("GET", "/generate/order-1", ""),
    ];

    [Fact]
    public Task Damaged_requests_are_answered_or_rejected_by_name() =>
        FuzzRun.OfAsync(
            4711,
            Inputs,
            async round =>
            {
                using var folder = new TemporaryFolder();
                await using var emulator = await Emulator.StartAsync(
                    new EmulatorOptions { DataFolder = folder.Path, Port = 0 },
                    TestContext.Current.CancellationToken
                );
                emulator.Functions.Register("echo", (payload, _, _) => Task.FromResult(payload.ToArray()), TimeSpan.FromSeconds(30));
                await ProvisionAsync(emulator);
                await emulator.Objects.CreateBucketAsync(ObjectSeeds.Bucket);
                var dispatcher = new Dispatcher(Task.FromResult(emulator.Protocols), NullLogger<Dispatcher>.Instance);
                var random = new Random(round.Seed);
                var mutation = new WireMutation(random);
                var accepted = 0;
                IReadOnlyList<WireRequest> seeds = [];
                for (var i = 0; i < round.Inputs; i++)
                {
                    // A damaged request can end the upload or delete objects that other requests need.
                    if (i % 200 == 0)
                    {
                        seeds = [.. Seeds, .. await ObjectSeeds.CreateAsync(request => SendSoundAsync(dispatcher, request))];
                    }

                    var damaged = mutation.Apply(seeds[random.Next(seeds.Count)], seeds[random.Next(seeds.Count)]);
                    // Kestrel rejects such a path before the emulator gets it.
                    if (damaged.Path.Contains("%00", StringComparison.Ordinal))
                    {
                        continue;
                    }

                    await round.TryAsync(
                        damaged.ToString(),
                        async () => accepted += await SendAsync(dispatcher, damaged) is { IsAccepted: true } ? 1 : 0
                    );
                }

                // Damage that the first check always rejects would not test the later checks.
                Assert.InRange(accepted, round.Inputs / 20, round.Inputs * 19 / 20);
            }
        );

    [Fact]
    public async Task The_undamaged_requests_succeed()
    {
        using var folder = new TemporaryFolder();
        await using var emulator = await Emulator.StartAsync(
            new EmulatorOptions { DataFolder = folder.Path, Port = 0 },
            TestContext.Current.CancellationToken
        );
        emulator.Functions.Register("echo", (payload, _, _) => Task.FromResult(payload.ToArray()), TimeSpan.FromSeconds(30));
        await ProvisionAsync(emulator);
        await emulator.Objects.CreateBucketAsync(ObjectSeeds.Bucket);
        var dispatcher = new Dispatcher(Task.FromResult(emulator.Protocols), NullLogger<Dispatcher>.Instance);
        foreach (var seed in await ObjectSeeds.CreateAsync(request => SendSoundAsync(dispatcher, request)))
        {
            await SendSoundAsync(dispatcher, seed);
        }

        foreach (var seed in Seeds)
        {
            await SendAsync(dispatcher, seed);
        }
    }

    /// <summary>The queues that the requests name.</summary>
    private static async Task ProvisionAsync(Emulator emulator)
    {
        await emulator.Queues.ProvisionAsync("work", new Dictionary<string, string>());
        await emulator.Queues.ProvisionAsync("dead", new Dictionary<string, string>());
    }

    private static async Task<string> SendSoundAsync(Dispatcher dispatcher, WireRequest request)
    {
        var (isAccepted, body) = await SendAsync(dispatcher, request);
        Assert.True(isAccepted, $"{request}\n{body}");
        return body;
    }

    /// <summary>Whether the request was accepted, and the response's body.</summary>
    private static async Task<(bool IsAccepted, string Body)> SendAsync(Dispatcher dispatcher, WireRequest request)
    {
        using var body = new MemoryStream();
        var context = Context(request, body);
        await dispatcher.HandleAsync(context);
        await context.Response.BodyWriter.FlushAsync(TestContext.Current.CancellationToken);
        var text = Encoding.UTF8.GetString(body.ToArray());
        var status = context.Response.StatusCode;
        Assert.True(status != 500, $"an internal failure: {text}");
        var isAccepted = status < 300 || status == StatusCodes.Status304NotModified;
        Assert.True(
            isAccepted || request.Method == "HEAD" || IsNamed(context.Response, text),
            $"a exception without a name: {status} {text}"
        );
        return (isAccepted, text);
    }

    private static DefaultHttpContext Context(WireRequest request, Stream response)
    {
        var context = new DefaultHttpContext();
        var query = request.Path.IndexOf('?', StringComparison.Ordinal);
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = request.Path;
        context.Request.Method = request.Method;
        context.Request.Path = PathString.FromUriComponent(query < 0 ? request.Path : request.Path[..query]);
        context.Request.QueryString = new QueryString(query < 0 ? "" : request.Path[query..]);
        context.Request.ContentType = request.ContentType.Length > 0 ? request.ContentType : null;
        context.Request.ContentLength = request.Body.Length;
        if (request.Target.Length > 0)
        {
            context.Request.Headers["X-Amz-Target"] = request.Target;
        }

        foreach (var (name, value) in request.Headers)
        {
            context.Request.Headers[name] = value;
        }

        context.Request.Body = new MemoryStream(request.Body);
        context.Response.Body = response;
        return context;
    }

    private static bool IsNamed(HttpResponse response, string body)
    {
        if (response.ContentType?.Contains("xml", StringComparison.Ordinal) == true)
        {
            var document = new XmlDocument();
            document.LoadXml(body);
            return document.GetElementsByTagName("Code") is [{ InnerText.Length: > 0 }];
        }

        using var json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty("__type", out _)
            || response.Headers.ContainsKey("x-amzn-ErrorType")
            || json.RootElement.TryGetProperty("message", out _);
    }
}
