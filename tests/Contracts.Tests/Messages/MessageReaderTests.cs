using PromptToImage.Contracts.Messages;

namespace PromptToImage.Contracts.Tests.Messages;

public sealed class MessageReaderTests
{
    [Theory]
    [InlineData("Me on top of a pyramid", "Me on top of a pyramid")]
    [InlineData("[a list of croissants]", "[a list of croissants]")]
    [InlineData("  spaced  ", "  spaced  ")]
    [InlineData("\uFEFFafter a byte order mark", "after a byte order mark")]
    [InlineData("", "")]
    public void A_body_that_is_not_an_object_is_the_prompt_itself(string body, string prompt)
    {
        var message = MessageReader.Read(body);
        Assert.Equal(prompt, message.Prompt);
        Assert.Null(message.Id);
        Assert.Empty(message.Errors);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF \r\n\t")]
    public void An_object_is_read_property_by_property(string before)
    {
        var message = MessageReader.Read(
            before
                + """
                {"prompt": "A croi\u0073sant", "negativePrompt": "butter", "aspectRatio": "16:9", "seed": 42, "outputFormat": "jpeg", "id": "order-1234"}
                """
        );
        Assert.Equal(
            ("A croissant", "butter", "16:9", "42", "jpeg", "order-1234"),
            (message.Prompt, message.NegativePrompt, message.AspectRatio, message.Seed, message.OutputFormat, message.UsableId)
        );
        Assert.Empty(message.Errors);
    }

    [Fact]
    public void Null_counts_as_absent()
    {
        var message = MessageReader.Read("""{"prompt": "A croissant", "seed": null, "id": null}""");
        Assert.Null(message.Seed);
        Assert.Null(message.Id);
        Assert.Empty(message.Errors);
    }

    [Theory]
    [InlineData(
        """{"prompt":"x","promt":"y"}""",
        "'promt' is no property of a prompt: the properties are prompt, negativePrompt, aspectRatio, seed, outputFormat, id."
    )]
    [InlineData("""{"prompt":"x","negative_prompt":"y"}""", "'negative_prompt' is no property of a prompt: did you mean 'negativePrompt'?")]
    [InlineData(
        """{"prompt":"x","a\u0007\uffff":1}""",
        "'a\\u0007\\uffff' is no property of a prompt: the properties are prompt, negativePrompt, aspectRatio, seed, outputFormat, id."
    )]
    [InlineData("""{"prompt":"x","\ud800":1}""", "A property's name is not valid Unicode: it has half of a surrogate pair.")]
    [InlineData("""{"prompt":"x","prompt":"y"}""", "prompt occurs twice: keep one.")]
    [InlineData("""{"prompt":"x","id":"a","id":"b"}""", "id occurs twice: keep one.")]
    [InlineData("""{"prompt":7}""", "prompt must be text, but is a number.")]
    [InlineData("""{"prompt":["x"]}""", "prompt must be text, but is a list.")]
    [InlineData("""{"prompt":"x","seed":"7"}""", "seed must be a number, but is text.")]
    [InlineData("""{"prompt":"x","id":{"a":[1,{"b":2}]}}""", "id must be text, but is an object.")]
    [InlineData("""{"prompt":"x","outputFormat":true}""", "outputFormat must be text, but is true or false.")]
    [InlineData("""{"prompt":"\ud83d"}""", "prompt is not valid Unicode: it has half of a surrogate pair.")]
    [InlineData("{}", "prompt is missing: say what to draw.")]
    [InlineData("""{"prompt":null}""", "prompt is missing: say what to draw.")]
    public void Each_error_is_reported_in_a_sentence(string body, string error) => Assert.Equal([error], MessageReader.Read(body).Errors);

    [Theory]
    [InlineData("{")]
    [InlineData("{\"prompt\":\"x\",}")]
    [InlineData("{\"prompt\":\"x\"} and more")]
    [InlineData("{'prompt':'x'}")]
    [InlineData("{\"prompt\":\"x\" /* a note */}")]
    [InlineData("{\"prompt\":\"x\",\"seed\":01}")]
    [InlineData("{\"prompt\":\"line\nbreak\"}")]
    [InlineData("{\"prompt\":\"x\",\"id\":\"known\"")]
    public void Broken_json_is_one_error_with_its_position_and_its_id_is_not_used(string body)
    {
        var message = MessageReader.Read(body);
        var error = Assert.Single(message.Errors);
        Assert.Matches(
            @"^The message begins with '\{' but is not valid JSON: line \d+, byte \d+: .+ Correct it, or send the prompt as plain text\.$",
            error
        );
        Assert.DoesNotContain("LineNumber", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Change the reader options", error, StringComparison.Ordinal);
        Assert.Null(message.UsableId);
    }

    [Fact]
    public void All_errors_are_reported_together_but_only_the_first_twenty_in_full()
    {
        var body = "{" + string.Join(',', Enumerable.Range(0, 500).Select(i => $"\"x{i}\":0")) + ",\"seed\":true}";
        var errors = MessageReader.Read(body).Errors;
        Assert.Equal(21, errors.Count);
        Assert.Equal("482 more errors.", errors[^1]);
    }

    [Fact]
    public void Endless_nesting_is_an_error_and_not_a_crash() =>
        Assert.Contains("depth of 64", MessageReader.Read("{\"prompt\":" + new string('[', 100_000)).Errors[0], StringComparison.Ordinal);

    [Theory]
    [InlineData("order-1234", true)]
    [InlineData("A_b-9", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a/b", false)]
    [InlineData("é", false)]
    public void Only_an_id_that_is_valid_in_keys_and_names_is_used(string id, bool usable) => Assert.Equal(usable, PromptId.IsValid(id));

    [Fact]
    public void An_id_has_at_most_64_characters()
    {
        Assert.True(PromptId.IsValid(new string('a', 64)));
        Assert.False(PromptId.IsValid(new string('a', 65)));
    }
}
