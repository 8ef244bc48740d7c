using System.Globalization;
using System.Text;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.S3.Model;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using PromptToImage.Contracts.Steps;
using PromptToImage.Functions.DeadLetters;
using PromptToImage.Functions.Notices;
using PromptToImage.Functions.Notify;
using PromptToImage.Functions.Tests.Fakes;

namespace PromptToImage.Functions.Tests.Notify;

public sealed class NotifyFunctionTests : IDisposable
{
    private const string ResultsArn = "arn:aws:sns:us-east-1:000000000000:prompt-to-image-results";
    private const string AlertsArn = "arn:aws:sns:us-east-1:000000000000:prompt-to-image-alerts";

    private readonly RecordingTopics _topics = new();
    private readonly RecordingQueues _queues = new();
    private readonly FakeExecutions _executions = new();
    private readonly MemoryObjects _objects = new();
    private readonly ManualTime _time = new();
    private readonly NotifyFunction _function;

    public NotifyFunctionTests()
    {
        var links = new NoticeLinks { ExecutionUrlFormat = "http://localhost:4566/console/executions/{executionArn}" };
        var alerts = new NoticeTopic(_topics, AlertsArn);
        var executions = new ExecutionReader(_executions);
        var results = new NoticeTopic(_topics, ResultsArn);
        _function = new NotifyFunction(
            new OutcomeNotifier(
                results,
                alerts,
                links,
                _time,
                new Lazy<ExecutionReader>(executions),
                new Lazy<UnhandledEnd>(
                    new UnhandledEnd(executions, new DeadLetterSender(_queues, "https://queues/dead-letters"), alerts, links, _time)
                ),
                new Lazy<DailyDigest>(new DailyDigest(_objects, results, links))
            )
        );
    }

    [Fact]
    public async Task A_stored_image_is_reported_on_the_results_topic()
    {
        await NotifyAsync(
            $$"""
            {"outcome": "stored",
             "prompt": {"id": "order-1", "attempt": 1, "request": {{Request}},
               "stored": {"bucket": "prompt-to-image", "key": "images/2026/11/22/order-1.png", "manifestKey": "images/2026/11/22/order-1.json", "contentType": "image/png",
                          "size": 1399856, "sha256": "0badcafe", "width": 1024, "height": 1024, "storedAt": "2026-11-22T08:29:59.5Z"} },
             "execution": {"arn": "{{FakeExecutions.Arn("order-1")}}", "startTime": "2026-11-22T08:29:55Z"} }
            """
        );
        var notice = Assert.Single(_topics.Published);
        Assert.Equal(ResultsArn, notice.TopicArn);
        Assert.Equal("Prompt order-1: image stored (attempt 1)", notice.Subject);
        Assert.Equal(("stored", "order-1"), (notice.MessageAttributes["outcome"].StringValue, notice.MessageAttributes["id"].StringValue));
        Assert.Equal(
            """
            An image is ready.

            What was asked
              Me on top of a pyramid

            Where it is
              s3://prompt-to-image/images/2026/11/22/order-1.png
              1024 x 1024 pixels, PNG, 1,400 kB

            See it
              https://us-east-1.console.aws.amazon.com/s3/object/prompt-to-image?region=us-east-1&prefix=images%2F2026%2F11%2F22%2Forder-1.png

            Details
              s3://prompt-to-image/images/2026/11/22/order-1.json
              http://localhost:4566/console/executions/arn:aws:states:us-east-1:000000000000:execution:prompt-to-image:order-1

            Id        order-1
            Attempt   1
            Model     stability.stable-image-core-v1:1
            Seed      7
            Started   2026-11-22 08:29:55 UTC
            Stored    2026-11-22 08:29:59 UTC (after 4.5 s)
            Execution arn:aws:states:us-east-1:000000000000:execution:prompt-to-image:order-1

            """,
            notice.Message
        );
    }

    [Theory]
    [InlineData("", "Validate prompt")]
    [InlineData(""", "request": REQUEST""", "Generate image")]
    [InlineData(""", "request": REQUEST, "image": IMAGE""", "Store image")]
    public async Task A_failure_is_reported_on_the_alerts_topic_with_the_failed_state(string results, string state)
    {
        results = results.Replace("REQUEST", Request, StringComparison.Ordinal).Replace("IMAGE", Image, StringComparison.Ordinal);
        await NotifyAsync(
            $$$"""
            {"outcome": "failed",
             "prompt": {"id": "order-1", "attempt": 1, "message": "Me on top of a pyramid"{{{results}}},
               "error": {"Error": "States.Timeout", "Cause": ""}},
             "execution": {"arn": "{{{FakeExecutions.Arn("order-1")}}}", "startTime": "2026-11-22T08:29:55Z"} }
            """
        );
        var notice = Assert.Single(_topics.Published);
        Assert.Equal(AlertsArn, notice.TopicArn);
        Assert.Equal("Prompt order-1: took too long (attempt 1)", notice.Subject);
        Assert.Contains(
            $"\n  {state}: took too long (States.Timeout)\n  The cause is unknown.\n",
            notice.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(("failed", "order-1"), (notice.MessageAttributes["outcome"].StringValue, notice.MessageAttributes["id"].StringValue));
    }

    [Fact]
    public async Task The_failed_tries_of_every_state_are_listed()
    {
        _executions.HistoryBackwards.AddRange([
            Entered("Notify failure"),
            new()
            {
                EvaluationFailedEventDetails = new() { Error = "States.QueryEvaluationError" },
                Timestamp = At(11),
            },
            new() { TaskFailedEventDetails = new() { Error = "SQS.SdkClientException", Cause = "no route" }, Timestamp = At(9) },
            Entered("Dead-letter prompt"),
            new() { LambdaFunctionTimedOutEventDetails = new() { Error = "States.Timeout" }, Timestamp = At(7) },
            new()
            {
                LambdaFunctionFailedEventDetails = new()
                {
                    Error = "ModelOutputException",
                    Cause = """{"errorType":"ModelOutputException","errorMessage":"no image"}""",
                },
                Timestamp = At(5),
            },
            Entered("Generate image"),
            Entered("Validate prompt"),
        ]);
        await NotifyAsync(Failed);
        Assert.Contains(
            """
            The 4 failed tries
              Generate image: ModelOutputException: no image
              at 2026-11-22 08:29:05 UTC
              Generate image: States.Timeout
              at 2026-11-22 08:29:07 UTC
              Dead-letter prompt: SQS.SdkClientException: no route
              at 2026-11-22 08:29:09 UTC
              Dead-letter prompt: States.QueryEvaluationError
              at 2026-11-22 08:29:11 UTC

            """,
            Assert.Single(_topics.Published).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_retries_of_hours_are_all_listed()
    {
        for (var i = 400; i > 0; i--)
        {
            _executions.HistoryBackwards.AddRange([
                new() { LambdaFunctionFailedEventDetails = new() { Error = "ModelThrottledException", Cause = "Busy." }, Timestamp = At(0).AddMinutes(i) },
                new() { Timestamp = At(0).AddMinutes(i) },
                new() { Timestamp = At(0).AddMinutes(i) },
            ]);
        }

        _executions.HistoryBackwards.Add(Entered("Generate image"));
        await NotifyAsync(Failed);
        Assert.Contains(
            "The 400 failed tries\n  Generate image: ModelThrottledException: Busy.\n  at 2026-11-22 08:30:00,",
            Assert.Single(_topics.Published).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_failure_is_reported_although_the_history_cannot_be_read()
    {
        _executions.HistoryFails = new AmazonStepFunctionsException("Rate exceeded");
        await NotifyAsync(Failed);
        Assert.DoesNotContain("failed tries", Assert.Single(_topics.Published).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_that_could_not_be_dead_lettered_is_reported_with_the_message()
    {
        await NotifyAsync(
            $$"""
            {"outcome": "failed",
             "prompt": {"id": "order-1", "attempt": 1, "message": "{\"prompt\":\"the body\"}", "error": {"Error": "Boom"},
               "deadLetterError": {"Error": "SQS.SdkClientException", "Cause": "no route"} },
             "execution": {"arn": "{{FakeExecutions.Arn("order-1")}}", "startTime": "2026-11-22T08:29:55Z"} }
            """
        );
        var text = Assert.Single(_topics.Published).Message;
        Assert.Contains("SQS.SdkClientException: no route", text, StringComparison.Ordinal);
        Assert.Contains("""{"prompt":"the body"}""", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Generate image", true)]
    [InlineData("Dead-letter prompt", true)]
    [InlineData("Notify failure", false)]
    [InlineData(null, true)]
    public async Task An_unhandled_end_is_reported_and_is_dead_lettered_at_most_once(string? lastState, bool deadLettered)
    {
        Ended("order-1-r2", """{"id":"order-1","attempt":2,"message":"{\"prompt\":\"A croissant\"}"}""", lastState);
        await NotifyAsync(
            $$"""
            {"outcome": "unhandled", "executionArn": "{{FakeExecutions.Arn(
                "order-1-r2"
            )}}", "status": "TIMED_OUT", "error": null, "cause": null, "input": "ignored"}
            """
        );
        Assert.Equal(deadLettered ? 1 : 0, _queues.Sent.Count);
        foreach (var letter in _queues.Sent)
        {
            Assert.Equal("""{"prompt":"A croissant"}""", letter.MessageBody);
            Assert.Equal(
                ("order-1", "3", "States.Timeout", FakeExecutions.Arn("order-1-r2")),
                (
                    letter.MessageAttributes["RequestId"].StringValue,
                    letter.MessageAttributes["Attempt"].StringValue,
                    letter.MessageAttributes["Error"].StringValue,
                    letter.MessageAttributes["ExecutionArn"].StringValue
                )
            );
        }

        var notice = Assert.Single(_topics.Published);
        Assert.Equal(AlertsArn, notice.TopicArn);
        Assert.Equal("Prompt order-1: took too long (attempt 2)", notice.Subject);
        Assert.Contains("What was asked\n  A croissant\n", notice.Message, StringComparison.Ordinal);
        Assert.Contains($"\n  {lastState ?? "Validate prompt"}: took too long", notice.Message, StringComparison.Ordinal);
        Assert.Equal("unhandled", notice.MessageAttributes["outcome"].StringValue);
    }

    [Theory]
    [InlineData("Notify", "TIMED_OUT")]
    [InlineData("Prompt failed", "FAILED")]
    public async Task An_end_after_the_image_is_stored_or_the_failure_is_handled_sends_nothing(string lastState, string status)
    {
        Ended("order-1", """{"id":"order-1","attempt":1,"message":"A croissant"}""", lastState);
        await NotifyAsync(
            $$"""{"outcome": "unhandled", "executionArn": "{{FakeExecutions.Arn("order-1")}}", "status": "{{status}}"}"""
        );
        Assert.Empty(_queues.Sent);
        Assert.Empty(_topics.Published);
    }

    [Theory]
    [InlineData("""{"hello": "world"}""")]
    [InlineData("[]")]
    [InlineData("""{"id":"a b","attempt":1,"message":"x"}""")]
    [InlineData("null")]
    public async Task An_execution_that_a_person_started_with_another_input_is_dead_lettered_unchanged(string input)
    {
        Ended("by-hand", input, "Validate prompt");
        await NotifyAsync(
            $$"""{"outcome": "unhandled", "executionArn": "{{FakeExecutions.Arn("by-hand")}}", "status": "FAILED", "error": "States.Runtime", "cause": "no path"}"""
        );
        var letter = Assert.Single(_queues.Sent);
        Assert.Equal(input, letter.MessageBody);
        Assert.Equal("by-hand", letter.MessageAttributes["RequestId"].StringValue);
        Assert.Equal("""{"Error":"States.Runtime","Cause":"no path"}""", letter.MessageAttributes["Failure"].StringValue);
    }

    [Theory]
    [InlineData("""{"outcome": "lost"}""")]
    [InlineData("""{"outcome": "stored"}""")]
    [InlineData("""{"outcome": "unhandled"}""")]
    public async Task An_incomplete_input_or_an_unknown_outcome_is_an_error(string input) =>
        await Assert.ThrowsAsync<ArgumentException>(() => NotifyAsync(input));

    [Fact]
    public async Task A_digest_reports_the_images_that_were_stored_in_the_24_hours_before_its_time()
    {
        await StoreAsync("before", startedOn: 20, new DateTime(2026, 11, 21, 0, 4, 59, DateTimeKind.Utc));
        await StoreAsync("second", startedOn: 20, new DateTime(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc), new string('a', 150));
        await StoreAsync("first", startedOn: 20, new DateTime(2026, 11, 21, 0, 5, 0, DateTimeKind.Utc), "Me on top\nof a pyramid");
        await StoreAsync("last", startedOn: 22, new DateTime(2026, 11, 22, 0, 4, 59, DateTimeKind.Utc));
        await StoreAsync("after", startedOn: 22, new DateTime(2026, 11, 22, 0, 5, 0, DateTimeKind.Utc));
        await NotifyAsync(Digest);
        var notice = Assert.Single(_topics.Published);
        Assert.Equal(ResultsArn, notice.TopicArn);
        Assert.Equal("3 images stored on 2026-11-21", notice.Subject);
        Assert.Equal(
            ("digest", "digest-2026-11-21"),
            (notice.MessageAttributes["outcome"].StringValue, notice.MessageAttributes["id"].StringValue)
        );
        const string Console = "https://us-east-1.console.aws.amazon.com/s3/object/prompt-to-image?region=us-east-1&prefix=";
        Assert.Equal(
            $"""
            3 images stored from 2026-11-21 00:05:00 UTC to 2026-11-22 00:05:00 UTC. Each failed prompt has its own e-mail.

            first
              Me on top
              of a pyramid
              {Console}18%2Fimages%2F2026%2F11%2F20%2Ffirst.png

            second
              {new string('a', 100)}
              [50 more characters]
              {Console}18%2Fimages%2F2026%2F11%2F20%2Fsecond.png

            last
              A croissant
              {Console}18%2Fimages%2F2026%2F11%2F22%2Flast.png

            """,
            notice.Message
        );
    }

    [Fact]
    public async Task A_digest_lists_a_hundred_images_and_counts_all()
    {
        for (var i = 0; i < 1_001; i++)
        {
            await StoreAsync($"order-{i:0000}", startedOn: 21, new DateTime(2026, 11, 21, 12, 0, 0, DateTimeKind.Utc));
        }

        await NotifyAsync(Digest);
        var notice = Assert.Single(_topics.Published);
        Assert.Equal("1,001 images stored on 2026-11-21", notice.Subject);
        Assert.Contains("\norder-0099\n", notice.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("order-0100", notice.Message, StringComparison.Ordinal);
        Assert.EndsWith("\n901 more\n  s3://prompt-to-image/18/images/\n", notice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_without_images_has_no_digest()
    {
        var result = await NotifyAsync(Digest);
        Assert.Null(result.MessageId);
        Assert.Empty(_topics.Published);
    }

    public void Dispose()
    {
        _topics.Dispose();
        _queues.Dispose();
        _executions.Dispose();
        _objects.Dispose();
    }

    private void Ended(string name, string input, string? lastState)
    {
        _executions.Executions[name] = (input, false, new DateTime(2026, 11, 22, 4, 30, 0, DateTimeKind.Utc));
        _executions.HistoryBackwards.Add(new HistoryEvent { Id = 9 });
        if (lastState is not null)
        {
            _executions.HistoryBackwards.Add(
                new HistoryEvent
                {
                    Id = 8,
                    StateEnteredEventDetails = new StateEnteredEventDetails { Name = lastState },
                }
            );
        }

        _executions.HistoryBackwards.Add(
            new HistoryEvent
            {
                Id = 2,
                StateEnteredEventDetails = lastState is null ? null : new StateEnteredEventDetails { Name = "Validate prompt" },
            }
        );
    }

    /// <summary>EventBridge starts a schedule at some second of its minute.</summary>
    private const string Digest =
        """{"outcome": "digest", "digest": {"bucket": "prompt-to-image", "folder": "18/images/", "until": "2026-11-22T00:05:31Z"}}""";

    private async Task StoreAsync(string id, int startedOn, DateTime storedAt, string prompt = "A croissant")
    {
        var stem = string.Create(CultureInfo.InvariantCulture, $"18/images/2026/11/{startedOn}/{id}");
        var manifest = new ImageManifest
        {
            Id = id,
            Prompt = prompt,
            AspectRatio = "1:1",
            Seed = 7,
            OutputFormat = "png",
            ModelId = "m",
            Image = new StoredImage
            {
                Bucket = MemoryObjects.Bucket,
                Key = $"{stem}.png",
                ManifestKey = $"{stem}.json",
                ContentType = "image/png",
                Size = 1,
                Sha256 = "0",
                Width = 1,
                Height = 1,
                StoredAt = storedAt,
            },
            Attempts = 1,
            StartedAt = storedAt,
            GeneratedAt = storedAt,
            GenerationMilliseconds = 5,
            ExecutionArn = FakeExecutions.Arn(id),
        };
        await _objects.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = MemoryObjects.Bucket,
                Key = manifest.Image.ManifestKey,
                ContentBody = ManifestJson.Write(manifest),
            }
        );
        foreach (var key in (string[])[manifest.Image.Key, manifest.Image.ManifestKey])
        {
            _objects.StoredAt[key] = storedAt;
        }

        _objects.Objects[manifest.Image.Key] = ([], "image/png", []);
    }

    private static DateTime At(int second) => new(2026, 11, 22, 8, 29, second, DateTimeKind.Utc);

    private static HistoryEvent Entered(string state) => new() { StateEnteredEventDetails = new StateEnteredEventDetails { Name = state } };

    private static string Failed =>
        $$$"""
            {"outcome": "failed",
             "prompt": {"id": "order-1", "attempt": 1, "message": "Me on top of a pyramid", "error": {"Error": "States.Timeout", "Cause": ""}},
             "execution": {"arn": "{{{FakeExecutions.Arn("order-1")}}}", "startTime": "2026-11-22T08:29:55Z"} }
            """;

    private Task<NotifyResult> NotifyAsync(string json)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return _function.HandleAsync(
            new SourceGeneratorLambdaJsonSerializer<NotifyJson>().Deserialize<NotifyInput>(input),
            new TestContextOfLambda()
        );
    }

    private const string Request =
        """{"id": "order-1", "prompt": "Me on top of a pyramid", "aspectRatio": "1:1", "seed": 7, "outputFormat": "png", "modelId": "stability.stable-image-core-v1:1"}""";

    private const string Image =
        """{"bucket": "b", "key": "staging/order-1", "size": 1, "sha256": "0", "contentType": "image/png", "seed": 7, "modelId": "m", "finishReason": null, "generatedAt": "2026-11-22T08:29:58Z", "latencyMilliseconds": 5}""";
}
