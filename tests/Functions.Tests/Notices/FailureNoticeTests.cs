using PromptToImage.Contracts;
using PromptToImage.Functions.Errors;
using PromptToImage.Functions.Notices;

namespace PromptToImage.Functions.Tests.Notices;

public sealed class FailureNoticeTests
{
    private static readonly FailedPrompt Failure = new()
    {
        Id = "order-1234",
        Attempt = 2,
        Asked = "Me on top of a pyramid",
        Message = """{"prompt":"Me on top of a pyramid","id":"order-1234"}""",
        State = StateNames.Generate,
        Error = nameof(ContentFilteredException),
        Cause =
            """{"errorType":"ContentFilteredException","errorMessage":"The content filter of stability.stable-image-core-v1:1 blocked this prompt. It said: Filter reason: prompt.","stackTrace":["at A()"]}""",
        ExecutionArn = "arn:aws:states:eu-west-1:000000000000:execution:prompt-to-image:order-1234-r2",
        StartedAt = new DateTimeOffset(2026, 11, 22, 8, 29, 26, TimeSpan.Zero),
        FailedAt = new DateTimeOffset(2026, 11, 22, 8, 30, 0, TimeSpan.Zero),
    };

    [Fact]
    public void It_shows_the_failure_then_the_prompt_then_the_advice()
    {
        var notice = FailureNotice.Compose(Failure, new NoticeLinks());
        Assert.Equal("Prompt order-1234: blocked by content filter (attempt 2)", notice.Subject);
        Assert.Equal(
            """
            A prompt could not be turned into an image.

            What failed
              Generate image: blocked by content filter (ContentFilteredException)
              The content filter of stability.stable-image-core-v1:1 blocked this prompt.
              It said: Filter reason: prompt.

            What was asked
              Me on top of a pyramid

            What to do
              Change the wording of the prompt and send it again. The same prompt would
              most likely be blocked again.

            Where to look
              https://eu-west-1.console.aws.amazon.com/states/home?region=eu-west-1#/v2/executions/details/arn:aws:states:eu-west-1:000000000000:execution:prompt-to-image:order-1234-r2

            Id        order-1234
            Attempt   2
            Started   2026-11-22 08:29:26 UTC
            Failed    2026-11-22 08:30:00 UTC (after 34.0 s)
            Execution arn:aws:states:eu-west-1:000000000000:execution:prompt-to-image:order-1234-r2

            """,
            notice.Body
        );
    }

    [Theory]
    [InlineData(nameof(InvalidPromptException), false)]
    [InlineData(nameof(ContentFilteredException), false)]
    [InlineData("MessageTooLarge", false)]
    [InlineData("RequestIdConflict", false)]
    [InlineData("States.DataLimitExceeded", false)]
    [InlineData(nameof(ModelThrottledException), true)]
    [InlineData(nameof(ModelUnavailableException), true)]
    [InlineData(nameof(ModelOutputException), true)]
    [InlineData(nameof(ModelRequestRejectedException), true)]
    [InlineData("States.Timeout", true)]
    [InlineData("Unknown", true)]
    public void A_redrive_is_offered_only_if_the_same_prompt_can_succeed(string error, bool offered)
    {
        var body = FailureNotice.Compose(Failure with { Error = error }, new NoticeLinks()).Body;
        Assert.Equal(offered, body.Contains("Try it again as it is\n  prompt-to-image dead-letters redrive order-1234\n", StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_that_is_not_reachable_is_looked_up_in_AWS_Health_first()
    {
        var body = FailureNotice.Compose(Failure with { Error = nameof(ModelUnavailableException) }, new NoticeLinks()).Body;
        Assert.Contains(
            """
            What to do
              Check AWS Health (https://health.aws.amazon.com/health/status). When Bedrock
              works again, run the command below.

            Try it again as it is
            """,
            body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Every_failed_try_has_its_time_and_error()
    {
        var body = FailureNotice.Compose(Failure with { FailedTries = Tries(2) }, new NoticeLinks()).Body;
        Assert.Contains(
            """

            The 2 failed tries
              Generate image: ModelThrottledException: Too many requests.
              at 2026-11-22 08:29:31, 08:29:32 UTC

            What was asked
            """,
            body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void One_failed_try_is_the_failure_itself() =>
        Assert.DoesNotContain(
            "failed tries",
            FailureNotice.Compose(Failure with { FailedTries = Tries(1) }, new NoticeLinks()).Body,
            StringComparison.Ordinal
        );

    [Fact]
    public void The_times_of_hundreds_of_failed_tries_are_a_few_lines()
    {
        var started = new DateTimeOffset(2026, 11, 22, 23, 59, 50, TimeSpan.Zero);
        FailedTry[] tries =
        [
            .. Enumerable.Range(0, 400).Select(i => new FailedTry(started.AddSeconds(i), StateNames.Generate, "ModelThrottledException", "Busy.")),
            new(started.AddSeconds(400), StateNames.Generate, "ModelUnavailableException", "No response."),
        ];
        var body = FailureNotice.Compose(Failure with { FailedTries = tries }, new NoticeLinks()).Body;
        Assert.Contains(
            """
            The 401 failed tries
              Generate image: ModelThrottledException: Busy.
              at 2026-11-22 23:59:50, 23:59:51, 23:59:52, 23:59:53, 23:59:54, 23:59:55,
              23:59:56, 23:59:57, 23:59:58, 23:59:59, 2026-11-23 00:00:00, 00:00:01,
            """,
            body,
            StringComparison.Ordinal
        );
        Assert.Contains("00:06:29 UTC\n  Generate image: ModelUnavailableException: No response.\n  at 2026-11-23 00:06:30 UTC\n", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Failed_tries_with_ever_new_errors_do_not_exceed_the_size_of_a_message()
    {
        var tries = Tries(1_000).Select((failed, i) => failed with { Error = $"Error{i}" }).ToList();
        var body = FailureNotice.Compose(Failure with { FailedTries = tries }, new NoticeLinks()).Body;
        Assert.Contains("The 1000 failed tries\n  [950 earlier ones are in the execution's history]\n", body, StringComparison.Ordinal);
        Assert.Contains("Error999", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_is_wrapped_but_lines_to_copy_are_not()
    {
        var words = string.Join(' ', Enumerable.Repeat("word", 100));
        string endless = new('x', 200);
        var message = $$"""{"prompt": "{{words}}"}""";
        var notice = FailureNotice.Compose(
            Failure with
            {
                Cause = $"{words} {endless} end",
                Message = message,
                DeadLetterError = "No route.",
            },
            new NoticeLinks()
        );
        var lines = notice.Body.Split('\n');
        Assert.Contains($"  {message}", lines);
        Assert.Contains($"  {endless}", lines);
        Assert.Contains("  end", lines);
        Assert.All(lines.Where(line => line.StartsWith("  word", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 1, 78));
        Assert.Equal(
            100,
            lines.Where(line => line.StartsWith("  word", StringComparison.Ordinal)).Sum(line => line.Split("word").Length - 1)
        );
    }

    [Fact]
    public void It_has_the_message_if_the_dead_letter_could_not_be_sent()
    {
        var body = FailureNotice.Compose(Failure with { DeadLetterError = "SQS.SdkClientException: no route" }, new NoticeLinks()).Body;
        Assert.Contains(
            """
            Why it is not in the dead-letter queue
              SQS.SdkClientException: no route

            The whole message
              {"prompt":"Me on top of a pyramid","id":"order-1234"}

            """,
            body,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("prompt-to-image dead-letters redrive", body, StringComparison.Ordinal);
    }

    [Fact]
    public void It_has_the_links_and_commands_of_the_host()
    {
        var body = FailureNotice
            .Compose(
                Failure with { Error = "States.Timeout" },
                new NoticeLinks
                {
                    ExecutionUrlFormat = "http://localhost:4566/console/executions/{executionArn}",
                    RedriveCommandFormat = "prompt-to-image --local dead-letters redrive {id}",
                }
            )
            .Body;
        Assert.Contains($"\n  http://localhost:4566/console/executions/{Failure.ExecutionArn}\n", body, StringComparison.Ordinal);
        Assert.Contains("\n  prompt-to-image --local dead-letters redrive order-1234\n", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x\r\nBcc: all@example.com")]
    [InlineData("x\u2028Where to look\u0085  http://evil.example\rWhat to do")]
    [InlineData("\u001b[31mred\u0000")]
    public void A_prompt_cannot_imitate_a_heading_or_a_header(string prompt)
    {
        FailedTry[] tries = [new(Failure.FailedAt, "Generate image", prompt, prompt), new(Failure.FailedAt, "Generate image", prompt, prompt)];
        var body = FailureNotice
            .Compose(Failure with { Asked = prompt, Cause = prompt, Error = prompt, FailedTries = tries }, new NoticeLinks())
            .Body;
        string[] atTheMargin = [.. body.Split('\n').Where(line => line.Length > 0 && line[0] != ' ')];
        Assert.Equal(
            [
                "A prompt could not be turned into an image.",
                "What failed",
                "The 2 failed tries",
                "What was asked",
                "What to do",
                "Try it again as it is",
                "Where to look",
                "Id        order-1234",
                "Attempt   2",
                "Started   2026-11-22 08:29:26 UTC",
                "Failed    2026-11-22 08:30:00 UTC (after 34.0 s)",
                $"Execution {Failure.ExecutionArn}",
            ],
            atTheMargin
        );
        Assert.DoesNotContain(body, c => char.IsControl(c) && c != '\n');
    }

    [Fact]
    public void A_long_prompt_is_shortened_and_the_length_of_the_rest_is_shown()
    {
        var body = FailureNotice.Compose(Failure with { Asked = string.Concat(Enumerable.Repeat("😀", 5_000)) }, new NoticeLinks()).Body;
        Assert.Contains("[9,800 more characters]", body, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', body);
    }

    [Fact]
    public void Subjects_are_ascii_and_have_the_reason_and_the_attempt_with_any_id()
    {
        var errors = typeof(ContentFilteredException)
            .Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(ContentFilteredException).Namespace)
            .Select(type => (string?)type.Name)
            .Concat([
                "MessageTooLarge",
                "RequestIdConflict",
                "States.Timeout",
                "States.DataLimitExceeded",
                "Lambda.Unknown",
                "Odd\r\nName",
                null,
            ]);
        foreach (var error in errors)
        {
            var reason = ErrorExplanation.For(error).Reason;
            var subject = FailureNotice.Compose(Failure with { Id = new string('x', 64), Error = error ?? "" }, new NoticeLinks()).Subject;
            Assert.StartsWith("Prompt xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", subject, StringComparison.Ordinal);
            Assert.EndsWith($": {reason} (attempt 2)", subject, StringComparison.Ordinal);
            Assert.InRange(subject.Length, 1, NoticeSubject.MaximumLength);
            Assert.All(subject, c => Assert.InRange(c, ' ', '~'));
        }
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\r\nBcc: b", "a  Bcc: b")]
    [InlineData("é😀\u0000\u007f", "????")]
    public void Every_text_becomes_a_subject_of_one_line_of_ascii(string text, string subject) =>
        Assert.Equal(subject, NoticeSubject.Make(text));

    [Theory]
    [InlineData(null, "The cause is unknown.")]
    [InlineData("", "The cause is unknown.")]
    [InlineData("in words", "in words")]
    [InlineData("""{"errorMessage":"in words"}""", "in words")]
    [InlineData("""{"errorMessage":"cut o""", """{"errorMessage":"cut o""")]
    [InlineData("""{"other":1}""", """{"other":1}""")]
    [InlineData("""{"errorMessage":"\ud800"}""", """{"errorMessage":"\ud800"}""")]
    public void A_cause_is_shown_as_text(string? cause, string words) => Assert.Equal(words, CauseText.From(cause));

    private static IReadOnlyList<FailedTry> Tries(int count) =>
        [
            .. Enumerable
                .Range(1, count)
                .Select(i => new FailedTry(
                    Failure.StartedAt!.Value.AddSeconds(4 + i),
                    StateNames.Generate,
                    nameof(ModelThrottledException),
                    """{"errorType":"ModelThrottledException","errorMessage":"Too many requests."}"""
                )),
        ];
}
