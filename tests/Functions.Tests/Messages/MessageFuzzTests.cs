using System.Text;
using System.Text.Json;
using PromptToImage.Contracts.Messages;
using PromptToImage.Contracts.Steps;
using PromptToImage.Functions.Start;
using PromptToImage.Tests.Fuzzing;

namespace PromptToImage.Functions.Tests.Messages;

/// <summary>
/// Passes mutated messages through the parser, the rules and the execution input. They never throw. A validation returns either a
/// request or errors, and a request satisfies every rule.
/// </summary>
public sealed class MessageFuzzTests
{
    private const int Count = 30_000;

    private static readonly string[] Seeds =
    [
        "Me on top of a pyramid",
        """{"prompt": "A croissant", "negativePrompt": "butter", "aspectRatio": "16:9", "seed": 42, "outputFormat": "png", "id": "order-1234"}""",
        """{"prompt":"\ud83d\ude00 \u0000 \n","seed":4294967294,"id":null}""",
        """{"prompt":{"a":[1,2,{"b":null}]},"seed":-1e99,"id":"!"}""",
        "{}",
    ];

    private static readonly string[] Fragments =
    [
        "{",
        "}",
        "[",
        "]",
        "\"",
        "\\",
        ",",
        ":",
        "\\u",
        "\\ud800",
        "\uD800",
        "\uDC00",
        "😀",
        "\0",
        "\uFFFE",
        "\uFEFF",
        "\r\n",
        "null",
        "1e999",
        "99999999999999999999",
        "\"prompt\":",
        "\"id\":",
        "//",
        "/*",
        "true",
        "\"seed\":0.5",
        "مرحبا",
        "\u202E",
        " ",
    ];

    [Fact]
    public void Every_message_is_either_valid_or_has_errors() =>
        FuzzRun.Of(
            20261122,
            Count,
            round =>
            {
                var random = new Random(round.Seed);
                for (var i = 0; i < round.Inputs; i++)
                {
                    var body = Mutate(Seeds[random.Next(Seeds.Length)], random);
                    round.Try(body, () => CheckVerdict(body));
                }
            }
        );

    [Theory]
    [InlineData("{\"prompt\":\"", "\\u0061", "\"}")]
    [InlineData("{", "\"a\":1,", "\"prompt\":\"x\"}")]
    [InlineData("{\"prompt\":\"x\",\"prompt\":", "[", "")]
    [InlineData("", "\0", "")]
    [InlineData("{\"", "\u202E", "\":1}")]
    public void Work_grows_at_most_linearly_with_the_message(string before, string repeated, string after)
    {
        // Measures allocations instead of time, because they are the same in every run.
        var small = AllocatedBy(before + string.Concat(Enumerable.Repeat(repeated, 1_000)) + after);
        var large = AllocatedBy(before + string.Concat(Enumerable.Repeat(repeated, 64_000)) + after);
        Assert.InRange(large, 0, (small * 64 * 2) + 1_000_000);
    }

    private static void CheckVerdict(string body)
    {
        var message = MessageReader.Read(body);
        Assert.True(message.UsableId is null || PromptId.IsValid(message.UsableId));
        var validation = PromptRules.Check(body, "fuzz-1");
        Assert.NotEqual(validation.IsValid, validation.Errors.Count > 0);
        Assert.InRange(validation.Explain().Length, 1, 20_000);
        Assert.All(validation.Errors, error => Assert.DoesNotContain(error, c => char.IsControl(c) || c == '\uFFFE'));
        if (validation.IsValid)
        {
            CheckRequest(validation.Request);
        }

        if (message.Errors.Count == 0 && body.All(c => !char.IsSurrogate(c)))
        {
            CheckInput(body);
        }
    }

    private static void CheckRequest(GenerationRequest request)
    {
        Assert.InRange(request.Prompt.Length, 1, PromptRules.MaximumLength);
        Assert.Equal(request.Prompt.Trim(), request.Prompt);
        Assert.InRange(request.Seed, 0, PromptRules.MaximumSeed);
        Assert.Contains(request.AspectRatio, PromptRules.AspectRatios);
        Assert.Contains(request.OutputFormat, PromptRules.OutputFormats);
        foreach (var text in (string[])[request.Prompt, request.NegativePrompt ?? ""])
        {
            Assert.Equal(text, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
            Assert.DoesNotContain(text, c => char.IsControl(c) && c is not ('\n' or '\t'));
        }
    }

    private static void CheckInput(string body)
    {
        var input = ExecutionInputText.Build("fuzz-1", 1, body);
        Assert.Equal(body, JsonSerializer.Deserialize(input, StartJson.Default.ExecutionInput)!.Message);
    }

    private static string Mutate(string seed, Random random)
    {
        var body = new StringBuilder(seed);
        for (var changes = random.Next(6); changes > 0; changes--)
        {
            var at = random.Next(body.Length + 1);
            switch (random.Next(5))
            {
                case 0:
                    body.Insert(at, Fragments[random.Next(Fragments.Length)]);
                    break;
                case 1 when at < body.Length:
                    body.Remove(at, random.Next(1, body.Length - at + 1));
                    break;
                case 2 when at < body.Length:
                    body[at] = (char)random.Next(random.Next(2) == 0 ? 128 : 65536);
                    break;
                case 3:
                    body.Insert(at, body.ToString(0, Math.Min(at, body.Length)));
                    break;
                default:
                    body.Insert(at, new string((char)random.Next(32, 127), random.Next(1, 400)));
                    break;
            }
        }

        return body.ToString();
    }

    private static long AllocatedBy(string body)
    {
        PromptRules.Check(body, "fuzz-1");
        var before = GC.GetAllocatedBytesForCurrentThread();
        PromptRules.Check(body, "fuzz-1");
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
