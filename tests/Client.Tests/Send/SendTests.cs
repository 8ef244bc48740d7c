using PromptToImage.Client.Tests.Harness;

namespace PromptToImage.Client.Tests.Send;

public sealed class SendTests : IAsyncLifetime
{
    private QueuesOnly _pipeline = null!;

    public async ValueTask InitializeAsync() => _pipeline = await QueuesOnly.StartAsync();

    public ValueTask DisposeAsync() => _pipeline.DisposeAsync();

    [Fact]
    public async Task A_prompt_alone_is_sent_and_its_id_printed()
    {
        var run = (await _pipeline.RunAsync("Me on top of a pyramid")).EndedWith(0);
        var id = Assert.Single(run.Lines);
        Assert.Matches("^[0-9a-hjkmnp-tv-z]{20}$", id);
        Assert.Equal($$"""{"id":"{{id}}","prompt":"Me on top of a pyramid"}""", Assert.Single(_pipeline.Messages()).Body);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Every_option_of_send_is_in_the_message()
    {
        var run = await _pipeline.RunAsync(
            "send",
            "A croissant",
            "--negative",
            "butter",
            "--aspect-ratio",
            "16:9",
            "--seed",
            "42",
            "--format",
            "jpeg",
            "--id",
            "order-1234"
        );
        Assert.Equal("order-1234\n", run.EndedWith(0).Output);
        Assert.Equal(
            """{"id":"order-1234","prompt":"A croissant","negativePrompt":"butter","aspectRatio":"16:9","seed":42,"outputFormat":"jpeg"}""",
            Assert.Single(_pipeline.Messages()).Body
        );
    }

    [Fact]
    public async Task A_count_or_seeds_send_one_prompt_per_image()
    {
        var counted = (await _pipeline.RunAsync("A croissant", "--count", "3", "--id", "order")).EndedWith(0);
        Assert.Equal(["order-1\tA croissant", "order-2\tA croissant", "order-3\tA croissant"], counted.Lines);
        (await _pipeline.RunAsync("A brioche", "--seeds", "7,8", "--id", "seeds")).EndedWith(0);
        Assert.Equal(
            [
                """{"id":"order-1","prompt":"A croissant"}""",
                """{"id":"order-2","prompt":"A croissant"}""",
                """{"id":"order-3","prompt":"A croissant"}""",
                """{"id":"seeds-1","prompt":"A brioche","seed":7}""",
                """{"id":"seeds-2","prompt":"A brioche","seed":8}""",
            ],
            _pipeline.Messages().Select(message => message.Body).Order(StringComparer.Ordinal)
        );
        (await _pipeline.RunAsync("A cat", "--count", "2", "--seed", "1")).FailedWith(
            2,
            "Pass one of --seed, --seeds and --count: equal seeds give equal images."
        );
        (await _pipeline.RunAsync("A cat", "--count", "101")).FailedWith(
            2,
            "--count: '101' is not a whole number from 1 to 100. See: prompt-to-image --help"
        );
    }

    [Fact]
    public async Task As_json_the_result_has_id_and_prompt()
    {
        var run = (await _pipeline.RunAsync("send", "A \u202Ecroissant", "--id", "order-1", "--json")).EndedWith(0);
        Assert.Equal("order-1", run.Json.GetProperty("id").GetString());
        Assert.Equal("A \u202Ecroissant", run.Json.GetProperty("prompt").GetString());
    }

    [Fact]
    public async Task Json_is_escaped_only_where_it_must_be()
    {
        var run = (await _pipeline.RunAsync("<Küßchen> & 'it' + 🥐 \\ud83e\\udd50 \u202E", "--id", "order-1", "--json")).EndedWith(0);
        Assert.Equal("""{"id":"order-1","prompt":"<Küßchen> & 'it' + 🥐 \\ud83e\\udd50 \u202E"}""" + "\n", run.Output);
    }

    [Theory]
    [InlineData("@home in the evening")]
    [InlineData("[a cat]")]
    [InlineData("{a brace}")]
    [InlineData("-- a line of dashes", "--")]
    [InlineData("-5", "--")]
    [InlineData("- a list of one")]
    [InlineData("1234")]
    [InlineData("Ein Küßchen 🥐 \u4E2D\u6587")]
    [InlineData("one line\nand another\twith a tab")]
    public async Task A_prompt_that_looks_like_syntax_is_sent_unchanged(string prompt, string? before = null)
    {
        IEnumerable<string> words = before is null ? [prompt, "--local", _pipeline.Port] : ["--local", _pipeline.Port, before, prompt];
        var run = await _pipeline.Client.RunAsync(words);
        run.EndedWith(0);
        using var body = System.Text.Json.JsonDocument.Parse(Assert.Single(_pipeline.Messages()).Body);
        Assert.Equal(prompt, body.RootElement.GetProperty("prompt").GetString());
    }

    [Fact]
    public async Task A_prompt_follows_local_without_a_port()
    {
        var run = await _pipeline.Client.RunAsync("--endpoint-url", $"http://localhost:{_pipeline.Port}", "A croissant");
        run.EndedWith(0);
        Assert.Single(_pipeline.Messages());
    }

    [Theory]
    [InlineData("Nothing was sent: prompt is empty: say what to draw.", " ")]
    [InlineData(
        "Nothing was sent: aspectRatio '1:7' is not offered: use one of 16:9, 1:1, 21:9, 2:3, 3:2, 4:5, 5:4, 9:16, 9:21.",
        "A cat",
        "--aspect-ratio",
        "1:7"
    )]
    [InlineData("The id 'a b' cannot be used: it must be 1 to 64 of the characters A-Z a-z 0-9 _ -.", "A cat", "--id", "a b")]
    [InlineData("--seed: '-1' is not a whole number from 0 to 4294967294. See: prompt-to-image --help", "A cat", "--seed", "-1")]
    [InlineData("Put a prompt of several words in quotes: prompt-to-image \"A cat\"", "A", "cat")]
    [InlineData("'statsu' is not a command. Did you mean 'status'? To send that word as a prompt, use: prompt-to-image send \"statsu\"", "statsu")]
    [InlineData("'--wiat' is not an option. If it is a value, put -- before it. See: prompt-to-image --help", "--wiat", "A cat")]
    [InlineData("Pass a prompt: prompt-to-image \"Me on top of a pyramid\". See: prompt-to-image --help", "send")]
    [InlineData("Nothing was sent: prompt is empty: say what to draw.", "")]
    [InlineData(
        "'login' is not a command. For the commands, use: prompt-to-image --help. To send that word as a prompt, use: prompt-to-image send \"login\"",
        "login"
    )]
    [InlineData("Pass a prompt or --file, not both.", "A cat", "--file", "x.txt")]
    [InlineData("--batch, --resume and --skip-invalid need --file.", "A cat", "--batch", "monday")]
    public async Task Arguments_that_are_not_valid_are_not_sent(string error, params string[] arguments)
    {
        (await _pipeline.RunAsync(arguments)).FailedWith(2, error);
        Assert.Empty(_pipeline.Messages());
    }

    [Fact]
    public async Task All_errors_of_a_prompt_are_reported_at_once()
    {
        var run = await _pipeline.RunAsync("send", new string('x', 10_001), "--negative", "a\u0007b", "--format", "gif");
        run.FailedWith(
            2,
            "Nothing was sent: prompt has 10,001 characters: 1 more than the 10,000 that a model reads. Shorten it. "
                + "negativePrompt has a control character, first U+0007 at position 2: only newline and tab may be there. "
                + "outputFormat 'gif' is not offered: use one of png, jpeg."
        );
    }

    [Fact]
    public async Task A_prompt_that_is_sent_twice_with_one_id_gives_equal_messages()
    {
        (await _pipeline.RunAsync("A cat", "--id", "same")).EndedWith(0);
        (await _pipeline.RunAsync("A cat", "--id", "same")).EndedWith(0);
        Assert.Single(_pipeline.Messages().Select(message => message.Body).Distinct());
    }
}
