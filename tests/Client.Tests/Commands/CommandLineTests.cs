using System.Net;
using System.Net.Sockets;
using PromptToImage.Client.Tests.Harness;

namespace PromptToImage.Client.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ClientProgram _client;

    public CommandLineTests()
    {
        _client = new ClientProgram(_folder);
    }

    public static TheoryData<string> Verbs =>
        [
            "send",
            "status",
            "watch",
            "get",
            "open",
            "list",
            "cancel",
            "history",
            "logs",
            "queue",
            "dead-letters",
            "dead-letters show",
            "dead-letters redrive",
            "dead-letters delete",
            "dead-letters purge",
        ];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Help_names_every_verb_and_shows_examples_and_exit_codes()
    {
        var run = (await _client.RunAsync("--help")).EndedWith(0);
        foreach (var verb in Verbs)
        {
            Assert.Contains($"\n  {verb.Data.Split(' ')[0]} ", run.Output, StringComparison.Ordinal);
        }

        Assert.Contains("Examples:\n  prompt-to-image \"Me on top of a pyramid\"\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("Exit codes:\n  0 done, 1 the prompt failed or is unknown, 2 wrong use,", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Help_of_a_verb_shows_examples(string verb)
    {
        var run = (await _client.RunAsync([.. verb.Split(' '), "--help"])).EndedWith(0);
        Assert.Contains($"Examples:\n  prompt-to-image {verb}", run.Output, StringComparison.Ordinal);
        Assert.Contains($"Usage:\n  prompt-to-image {verb} ", run.Output, StringComparison.Ordinal);
        Assert.Contains("\nConnection options:\n  --local <PORT> ", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Without_a_server_every_verb_fails_with_one_line(string verb)
    {
        // Bound without listening: connections fail, and no other test can use the port.
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        IEnumerable<string> words = verb switch
        {
            "list" or "queue" or "dead-letters" or "dead-letters purge" => [],
            "dead-letters redrive" => ["--all"],
            _ => ["something"],
        };
        var run = await _client.RunAsync([.. verb.Split(' '), .. words, "--local", $"{port}"]);
        run.FailedWith(
            3,
            $"No server answers at http://localhost:{port}/. Start the runner (dotnet run --project local/Runner), or pass its port: --local PORT."
        );
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData(
        "queue",
        "Which queue? Set SQS_QUEUE_URL, or pass --queue-url URL (see the stack's outputs), or pass --local for the runner on this machine.",
        "A cat"
    )]
    [InlineData(
        "state machine",
        "Which state machine? Set STATE_MACHINE_ARN, or pass --state-machine-arn ARN (see the stack's outputs), or pass --local for the runner on this machine.",
        "status",
        "x"
    )]
    [InlineData("id", "Which prompt? Pass its id, or --ids FILE with the output of send.", "status", "--local")]
    [InlineData("verb", "Required argument missing for command: 'watch'. See: prompt-to-image watch --help", "watch")]
    [InlineData(
        "status",
        "'gone' is not a status. Use one of RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED.",
        "list",
        "--status",
        "gone",
        "--local"
    )]
    [InlineData(
        "time",
        "'soon' is not a time. Write how long ago (30min, 12h, 7d) or a date or time (2026-11-22, 2026-11-22T09:30Z).",
        "list",
        "--since",
        "soon",
        "--local"
    )]
    [InlineData(
        "count",
        "--limit: '0' is not a whole number from 1 to 2147483647. See: prompt-to-image list --help",
        "list",
        "--limit",
        "0"
    )]
    [InlineData("port", "--local takes a port from 1 to 65535, not '99999'. See: prompt-to-image list --help", "list", "--local", "99999")]
    [InlineData("word", "--local takes a port from 1 to 65535, not 'abc'. See: prompt-to-image --help", "--local", "abc")]
    [InlineData("URL", "'nowhere' is not a valid queue URL.", "A cat", "--queue-url", "nowhere")]
    [InlineData("ARN", "'nowhere' is not a valid state machine ARN.", "list", "--state-machine-arn", "nowhere")]
    [InlineData(
        "both",
        "--local and --endpoint-url both select an endpoint. Pass one of them.",
        "list",
        "--local",
        "--endpoint-url",
        "http://localhost:1"
    )]
    public async Task Errors_name_the_argument_and_what_to_do(string what, string error, params string[] arguments)
    {
        Assert.NotEmpty(what);
        (await _client.RunAsync(arguments)).FailedWith(2, error);
    }

    [Fact]
    public async Task Missing_credentials_are_an_error_that_says_what_to_do()
    {
        _client.Environment["HOME"] = _folder.Path;
        var run = await _client.RunAsync("A cat", "--queue-url", "https://sqs.eu-central-1.amazonaws.com/123456789012/prompts");
        run.EndedWith(3);
        Assert.StartsWith("No AWS credentials were found. Set AWS_PROFILE,", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Shell_completion_offers_verbs_options_and_values()
    {
        Assert.StartsWith(
            "dead-letters\n",
            (await _client.RunAsync("[suggest:20]", "prompt-to-image dead")).EndedWith(0).Output,
            StringComparison.Ordinal
        );
        Assert.Equal("jpeg\npng\n", (await _client.RunAsync("[suggest:30]", "prompt-to-image send --format ")).EndedWith(0).Output);
        Assert.Contains(
            "16:9\n",
            (await _client.RunAsync("[suggest:36]", "prompt-to-image send --aspect-ratio ")).EndedWith(0).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_version_is_shown()
    {
        Assert.Matches(@"^\d+\.\d+\.\d+\n?$", (await _client.RunAsync("--version")).EndedWith(0).Output);
    }
}
