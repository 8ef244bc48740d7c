using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PromptToImage.Runner.Tests.Processes;

/// <summary>Errors of the user are one line on standard error and exit code 2.</summary>
public sealed class WrongUseTests : IDisposable
{
    /// <summary>The variables in which the AWS SDK looks for credentials.</summary>
    private static readonly string[] AwsVariables =
    [
        "AWS_PROFILE",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_CONFIG_FILE",
        "AWS_SHARED_CREDENTIALS_FILE",
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("'fast' is not a duration", "--model-latency", "fast")]
    [InlineData("--once needs a prompt", "--once")]
    [InlineData("'--nonsense' is not an option", "--nonsense")]
    [InlineData("The prompt is empty.", "", "--once")]
    [InlineData("'localhost:1234' is not 'local', 'aws' or a URL", "--bedrock", "localhost:1234")]
    [InlineData("--server-model needs a server", "--server-model", "flux")]
    [InlineData("--server-model needs a server", "--server-model", "flux", "--bedrock", "aws")]
    [InlineData("Cannot write 'missing/machine.svg'", "draw", "missing/machine.svg")]
    [InlineData("The name of the file to write is empty.", "draw", "")]
    [InlineData("Cannot write 'missing/report.html'", "simulate", "--prompts", "1000000", "--html", "missing/report.html")]
    [InlineData("Cannot read 'missing.csv'", "simulate", "--arrivals", "missing.csv")]
    [InlineData("--arrival and --arrivals cannot be used together.", "simulate", "--arrival", "burst", "--arrivals", "missing.csv")]
    [InlineData("'2,5,2' has the value 2 twice", "simulate", "--concurrency", "2,5,2")]
    [InlineData("'' is not a whole number from 1 to 1000", "simulate", "--concurrency", "2,")]
    [InlineData("more than 1,000 simulations", "simulate", "--prompts", "1,2,3,4,5,6,7,8,9,10,11", "--seeds", "100")]
    [InlineData("no image is stored within 0 seconds", "simulate", "--target-p95", "0")]
    [InlineData("'noon' is not an outage", "simulate", "--outage", "1:00+1h", "--outage", "noon")]
    [InlineData("10,000,000 prompts at once are too many", "simulate", "--prompts", "10000000")]
    [InlineData("'100000000' is not a whole number from 1 to 10000000", "simulate", "--prompts", "100000000")]
    [InlineData("a simulation can send prompts for 366 days", "simulate", "--arrival", "0.1/h")]
    [InlineData("Cannot read 'missing.json'", "explore", "--definition", "missing.json")]
    public async Task A_wrong_argument(string reason, params string[] arguments) =>
        Rejected(await RunnerProcess.RunAsync(arguments), reason);

    [Fact]
    public async Task A_port_that_another_program_uses()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        Rejected(await RunnerProcess.RunAsync("--port", port, "--data", _folder.Path), $"Port {port} is in use by another program");
    }

    [Theory]
    [InlineData("the profile 'default'")]
    [InlineData("the profile 'work'", "AWS_PROFILE=work")]
    public async Task Bedrock_without_credentials_is_rejected_before_anything_starts(string reason, params string[] environment)
    {
        var data = Path.Combine(_folder.Path, "data");
        await using var runner = RunnerProcess.StartThrough(
            [
                "env",
                .. AwsVariables.SelectMany(name => (string[])["-u", name]),
                $"HOME={_folder.Path}",
                "AWS_EC2_METADATA_DISABLED=true",
                .. environment,
            ],
            "--bedrock",
            "aws",
            "--port",
            "0",
            "--data",
            data
        );
        Rejected(await runner.EndAsync(), reason);
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task A_folder_that_is_not_writable()
    {
        var file = Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        Rejected(await RunnerProcess.RunAsync("--port", "0", "--data", Path.Combine(file, "data")), "cannot be written");
    }

    [Fact]
    public async Task A_definition_that_is_not_valid_is_named_with_the_place()
    {
        var file = Path.Combine(_folder.Path, "machine.json");
        await File.WriteAllTextAsync(file, """{"StartAt":"a","States":{"a":{"Type":"Nothing"}}}""", TestContext.Current.CancellationToken);
        var outcome = await RunnerProcess.RunAsync("draw", Path.Combine(_folder.Path, "machine.svg"), "--definition", file);
        Rejected(outcome, $"{file}: /States/a");
    }

    [Fact]
    public async Task Help_of_a_verb_shows_the_verb()
    {
        var outcome = await RunnerProcess.RunAsync("simulate", "--help");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Matches(@"Usage:\s+\S+ simulate \[options\]", outcome.Output);
    }

    [Fact]
    public async Task A_folder_that_another_runner_uses()
    {
        await using var first = RunnerProcess.Start("--port", "0", "--data", _folder.Path);
        using var client = new RunnerClient(await first.Endpoint);
        Rejected(await RunnerProcess.RunAsync("--port", "0", "--data", _folder.Path), "is in use by another process");
        await client.SendAsync("A croissant");
        await Condition.BecomesTrueAsync(client.IsIdleAsync);
    }

    private static void Rejected(RunnerOutcome outcome, string reason)
    {
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(reason, Assert.Single(outcome.Errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }
}
