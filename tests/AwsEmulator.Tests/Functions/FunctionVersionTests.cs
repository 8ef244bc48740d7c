using System.Text;
using System.Text.Json;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Tests.Functions;

/// <summary>Versions and aliases of functions.</summary>
public sealed class FunctionVersionTests : IAsyncLifetime
{
    private const string Arn = "arn:aws:lambda:us-east-1:000000000000:function:f";

    private readonly TemporaryFolder _folder = new();
    private readonly IdGenerator _ids = new(new Random(1));
    private Database _database = null!;
    private FunctionRegistry _functions = null!;

    public ValueTask InitializeAsync()
    {
        Open("one");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_version_keeps_the_code_and_the_settings_of_its_publication()
    {
        Register("one", timeout: 3, environment: "a");
        await _functions.PublishVersionAsync("f", "first");
        Register("two", timeout: 5, environment: "b");
        var second = await _functions.PublishVersionAsync("f");
        Assert.Equal(("2", Arn + ":2"), (second.Version, second.InvokedArn));
        var first = _functions.Find("f:1");
        Assert.Equal(("first", 3.0, "a"), (first.Description, first.Timeout.TotalSeconds, first.Environment["V"]));
        Assert.Equal(("one", "1"), await InvokeAsync("f:1"));
        Assert.Equal(("two", "2"), await InvokeAsync(Arn + ":2"));
        Assert.Equal(("two", "$LATEST"), await InvokeAsync("f"));
    }

    [Fact]
    public async Task A_function_that_has_not_changed_is_published_once()
    {
        var first = await _functions.PublishVersionAsync("f");
        Assert.Equal(first.Version, (await _functions.PublishVersionAsync("f")).Version);
    }

    [Fact]
    public async Task The_function_s_context_has_the_ARN_and_the_version_that_were_invoked()
    {
        FunctionInvocation? seen = null;
        _functions.Register(
            "f",
            (_, invocation, _) =>
            {
                seen = invocation;
                return Task.FromResult("1"u8.ToArray());
            },
            TimeSpan.FromSeconds(3)
        );
        await _functions.PublishVersionAsync("f");
        await _functions.PutAliasAsync("f", new FunctionAlias("live", "1"));
        await InvokeAsync("f:live");
        Assert.Equal((Arn + ":live", "1"), (seen!.FunctionArn, seen.FunctionVersion));
    }

    [Fact]
    public async Task An_alias_divides_invocations_between_two_versions()
    {
        await _functions.PublishVersionAsync("f");
        Register("two", timeout: 5, environment: "b");
        await _functions.PublishVersionAsync("f");
        await _functions.PutAliasAsync("f", new FunctionAlias("live", "1") { AdditionalVersion = "2", AdditionalWeight = 0.25 });
        var share = Enumerable.Range(0, 2000).Count(_ => _functions.Find("f:live").Version == "2") / 2000.0;
        Assert.InRange(share, 0.2, 0.3);
    }

    [Theory]
    [InlineData("f:9", "Function not found: " + Arn + ":9")]
    [InlineData("f:unknown", "Function not found: " + Arn + ":unknown")]
    public void An_unknown_qualifier_is_not_found(string name, string message)
    {
        var exception = Assert.Throws<AwsException>(() => _functions.Find(name));
        Assert.Equal(("ResourceNotFoundException", 404, message), (exception.Code, exception.Status, exception.Message));
    }

    [Fact]
    public async Task A_version_that_an_alias_points_to_is_not_deleted_and_a_number_is_not_used_again()
    {
        await _functions.PublishVersionAsync("f");
        await _functions.PutAliasAsync("f", new FunctionAlias("live", "1"));
        var exception = await Assert.ThrowsAsync<AwsException>(() => _functions.DeleteVersionAsync("f", 1));
        Assert.Equal(("ResourceConflictException", 409), (exception.Code, exception.Status));
        await _functions.DeleteAliasAsync("f", "live");
        await _functions.DeleteVersionAsync("f", 1);
        Assert.Throws<AwsException>(() => _functions.Find("f:1"));
        Assert.Equal("2", (await _functions.PublishVersionAsync("f")).Version);
    }

    [Fact]
    public async Task Versions_of_an_earlier_process_run_the_code_of_this_process()
    {
        Register("one", timeout: 3, environment: "a");
        await _functions.PublishVersionAsync("f");
        Register("two", timeout: 5, environment: "b");
        await _functions.PublishVersionAsync("f");
        await _functions.PutAliasAsync("f", new FunctionAlias("live", "1"));
        await _database.DisposeAsync();

        Open("three");
        Register("three", timeout: 5, environment: "b");
        Assert.Equal(("three", "1"), await InvokeAsync("f:live"));
        Assert.Equal(3, _functions.Find("f:1").Timeout.TotalSeconds);
        Assert.Equal("2", (await _functions.PublishVersionAsync("f")).Version);
    }

    private void Open(string response)
    {
        _database = Database.Open(Path.Combine(_folder.Path, "state.db"));
        _functions = new FunctionRegistry(TimeProvider.System, _ids, _database);
        Register(response, timeout: 3, environment: "a");
    }

    private void Register(string response, int timeout, string environment) =>
        _functions.Register(
            new RegisteredFunction(
                "f",
                (_, _, _) => Task.FromResult(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(response))),
                TimeSpan.FromSeconds(timeout)
            )
            {
                Environment = new Dictionary<string, string> { ["V"] = environment },
            }
        );

    private async Task<(string? Response, string Version)> InvokeAsync(string name)
    {
        var result = await _functions.InvokeAsync(name, default, TestContext.Current.CancellationToken);
        return (JsonSerializer.Deserialize<JsonElement>(result.Payload).ToString(), result.ExecutedVersion);
    }
}
