using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Executions.StateMachines;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Tests.Executions.StateMachines;

/// <summary>Versions and aliases of state machines, and the executions that are started with them.</summary>
public sealed class VersionTests : IAsyncLifetime
{
    private const string Arn = "arn:aws:states:us-east-1:000000000000:stateMachine:machine";

    private readonly TemporaryFolder _folder = new();
    private StatesMachine _machine = null!;

    private StateMachineCatalog Machines => _machine.Service.StateMachines;

    public async ValueTask InitializeAsync()
    {
        _machine = StatesMachine.Open(_folder.Path);
        await Machines.CreateAsync("machine", Result(1), StatesMachine.RoleArn);
    }

    public async ValueTask DisposeAsync()
    {
        await _machine.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_revision_is_published_once()
    {
        var first = await Machines.PublishVersionAsync(Arn, "first");
        var again = await Machines.PublishVersionAsync(Arn, "again");
        await Machines.UpdateAsync(Arn, Result(2), null);
        var second = await Machines.PublishVersionAsync(Arn);
        Assert.Equal((1, 1, 2), (first.Number, again.Number, second.Number));
        Assert.Equal("first", again.Description);
    }

    [Fact]
    public async Task An_update_that_changes_nothing_makes_no_revision()
    {
        await Machines.UpdateAsync(Arn, Result(1), StatesMachine.RoleArn);
        Assert.Null(Machines.Get(Arn).RevisionId);
        await Machines.UpdateAsync(Arn, Result(2), null);
        Assert.NotNull(Machines.Get(Arn).RevisionId);
    }

    [Fact]
    public async Task A_version_is_published_only_from_the_expected_revision()
    {
        Assert.Equal(1, (await Machines.PublishVersionAsync(Arn, revisionId: "INITIAL")).Number);
        await Machines.UpdateAsync(Arn, Result(2), null);
        var exception = await Assert.ThrowsAsync<AwsException>(() => Machines.PublishVersionAsync(Arn, revisionId: "INITIAL"));
        Assert.Equal(("ConflictException", 409), (exception.Code, exception.Status));
        Assert.Equal(2, (await Machines.PublishVersionAsync(Arn, revisionId: Machines.Get(Arn).RevisionId)).Number);
    }

    [Fact]
    public async Task The_number_of_a_deleted_version_is_not_used_again()
    {
        await Machines.PublishVersionAsync(Arn);
        await Machines.DeleteVersionAsync(Arn + ":1");
        Assert.Equal("StateMachineDoesNotExist", Assert.Throws<AwsException>(() => Machines.Resolve(Arn + ":1")).Code);
        Assert.Equal(2, (await Machines.PublishVersionAsync(Arn)).Number);
    }

    [Fact]
    public async Task An_execution_runs_the_version_that_its_ARN_names()
    {
        await PublishTwoAsync();
        Assert.Equal(("1", 1, null), await RunAsync(Arn + ":1"));
        Assert.Equal(("2", 2, null), await RunAsync(Arn + ":2"));
        await Machines.UpdateAsync(Arn, Result(3), null);
        Assert.Equal(("3", null, null), await RunAsync(Arn));
    }

    [Fact]
    public async Task An_execution_runs_the_version_that_its_alias_points_to()
    {
        await PublishTwoAsync();
        await Machines.CreateAliasAsync("live", null, KeyValuePair.Create(Arn + ":1", 100));
        Assert.Equal(("1", 1, "live"), await RunAsync(Arn + ":live"));
        await Machines.UpdateAliasAsync(Arn + ":live", null, [KeyValuePair.Create(Arn + ":2", 100)]);
        Assert.Equal(("2", 2, "live"), await RunAsync(Arn + ":live"));
    }

    [Fact]
    public async Task Two_versions_of_an_alias_get_executions_by_their_weights()
    {
        await PublishTwoAsync();
        await Machines.CreateAliasAsync("live", null, KeyValuePair.Create(Arn + ":1", 90), KeyValuePair.Create(Arn + ":2", 10));
        var share = Enumerable.Range(0, 2000).Count(_ => Machines.Resolve(Arn + ":live").Version!.Number == 2) / 2000.0;
        Assert.InRange(share, 0.06, 0.14);
    }

    [Fact]
    public async Task A_weight_of_zero_gets_no_execution()
    {
        await PublishTwoAsync();
        await Machines.CreateAliasAsync("live", null, KeyValuePair.Create(Arn + ":1", 0), KeyValuePair.Create(Arn + ":2", 100));
        Assert.All(Enumerable.Range(0, 500), _ => Assert.Equal(2, Machines.Resolve(Arn + ":live").Version!.Number));
    }

    [Fact]
    public async Task Executions_are_listed_by_version_and_by_alias()
    {
        await PublishTwoAsync();
        await Machines.CreateAliasAsync("live", null, KeyValuePair.Create(Arn + ":2", 100));
        await StartAsync(Arn, "unqualified");
        await StartAsync(Arn + ":1", "first");
        await StartAsync(Arn + ":2", "second");
        await StartAsync(Arn + ":live", "aliased");
        var query = new ExecutionQuery { StateMachineName = "machine" };
        Assert.Equal(["aliased", "second", "first", "unqualified"], Names(query));
        Assert.Equal(["aliased", "second"], Names(query with { Version = 2 }));
        Assert.Equal(["aliased"], Names(query with { Alias = "live" }));
        Assert.Equal(["second"], Names(query with { Version = 2, Search = "sec" }));
    }

    [Fact]
    public async Task A_version_that_an_alias_points_to_is_not_deleted()
    {
        await PublishTwoAsync();
        await Machines.CreateAliasAsync("live", null, KeyValuePair.Create(Arn + ":1", 100));
        var exception = await Assert.ThrowsAsync<AwsException>(() => Machines.DeleteVersionAsync(Arn + ":1"));
        Assert.Equal(
            (
                "ConflictException",
                "Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [live]"
            ),
            (exception.Code, exception.Message)
        );
        await Machines.DeleteAliasAsync(Arn + ":live");
        await Machines.DeleteVersionAsync(Arn + ":1");
        Assert.Equal([2], Machines.Get(Arn).Versions.Keys);
    }

    [Fact]
    public async Task An_equal_alias_is_created_once_and_a_different_one_is_a_conflict()
    {
        await PublishTwoAsync();
        var first = await Machines.CreateAliasAsync("live", "d", KeyValuePair.Create(Arn + ":1", 100));
        Assert.Same(first, await Machines.CreateAliasAsync("live", "d", KeyValuePair.Create(Arn + ":1", 100)));
        var exception = await Assert.ThrowsAsync<AwsException>(() =>
            Machines.CreateAliasAsync("live", "d", KeyValuePair.Create(Arn + ":2", 100))
        );
        Assert.Equal("ConflictException", exception.Code);
    }

    public static TheoryData<string, int, string?, int, string> WrongRoutes =>
        new()
        {
            { ":1", 90, null, 0, "Sum of routing configuration weights must equal 100. Received: [90]" },
            { ":1", 50, ":1", 50, $"Routing configuration must contain distinct state machine version ARNs. Received: [{Arn}:1, {Arn}:1]" },
            { "", 100, null, 0, $"Routing configuration must contain state machine version ARNs. Received: [{Arn}]" },
            { ":live", 100, null, 0, $"Routing configuration must contain state machine version ARNs. Received: [{Arn}:live]" },
            {
                ":1",
                101,
                null,
                0,
                "1 validation error detected: Value '101' at 'routingConfiguration.1.member.weight' failed to satisfy constraint: Member must have value less than or equal to 100"
            },
            { ":9", 100, null, 0, "Request references a resource that does not exist." },
        };

    [Theory]
    [MemberData(nameof(WrongRoutes))]
    public async Task An_alias_needs_one_or_two_versions_with_weights_of_100_together(
        string first,
        int firstWeight,
        string? second,
        int secondWeight,
        string message
    )
    {
        await PublishTwoAsync();
        List<KeyValuePair<string, int>> routes = [KeyValuePair.Create(Arn + first, firstWeight)];
        if (second is not null)
        {
            routes.Add(KeyValuePair.Create(Arn + second, secondWeight));
        }

        Assert.Equal(message, (await Assert.ThrowsAsync<AwsException>(() => Machines.CreateAliasAsync("other", null, routes))).Message);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("a b")]
    public async Task The_name_of_an_alias_is_not_a_number_and_has_no_special_characters(string name)
    {
        await PublishTwoAsync();
        var exception = await Assert.ThrowsAsync<AwsException>(() =>
            Machines.CreateAliasAsync(name, null, KeyValuePair.Create(Arn + ":1", 100))
        );
        Assert.Equal("ValidationException", exception.Code);
    }

    [Fact]
    public async Task Versions_aliases_and_their_executions_survive_a_restart()
    {
        await PublishTwoAsync();
        await Machines.CreateAliasAsync("live", "the current one", KeyValuePair.Create(Arn + ":1", 100));
        await Machines.DeleteVersionAsync(Arn + ":2");
        var execution = await StartAsync(Arn + ":live", "one");
        await _machine.DisposeAsync();

        _machine = StatesMachine.Open(_folder.Path);
        Assert.Equal([1], Machines.Get(Arn).Versions.Keys);
        Assert.Equal("the current one", Machines.DescribeAlias(Arn + ":live").Description);
        var details = _machine.Service.Describe(execution.Arn);
        Assert.Equal((Arn + ":1", Arn + ":live"), (details.Execution.StateMachineVersionArn, details.Execution.StateMachineAliasArn));
        Assert.Equal(3, (await Machines.PublishVersionAsync(Arn)).Number);
    }

    [Fact]
    public async Task Deleting_a_state_machine_deletes_its_versions_and_aliases()
    {
        await PublishTwoAsync();
        await Machines.CreateAliasAsync("live", null, KeyValuePair.Create(Arn + ":1", 100));
        await _machine.Service.DeleteStateMachineAsync(Arn + ":1");
        Assert.NotNull(Machines.Find("machine"));
        await _machine.Service.DeleteStateMachineAsync(Arn);
        await Machines.CreateAsync("machine", Result(1), StatesMachine.RoleArn);
        Assert.Empty(Machines.Get(Arn).Aliases);
        Assert.Equal(1, (await Machines.PublishVersionAsync(Arn)).Number);
    }

    private async Task PublishTwoAsync()
    {
        await Machines.PublishVersionAsync(Arn);
        await Machines.UpdateAsync(Arn, Result(2), null);
        await Machines.PublishVersionAsync(Arn);
    }

    private async Task<(string? Output, int? Version, string? Alias)> RunAsync(string arn)
    {
        var details = await StartAsync(arn, null);
        var ended = await _machine.Service.WaitAsync(details.Arn, TestContext.Current.CancellationToken);
        return (ended.Output, ended.Execution.Version, ended.Execution.Alias);
    }

    private Task<ExecutionRecord> StartAsync(string arn, string? name) => _machine.Service.StartAsync(arn, name, "{}");

    private IEnumerable<string> Names(ExecutionQuery query) =>
        _machine.Service.List(query).Executions.Select(execution => execution.Name);

    private static string Result(int result) =>
        $$"""{ "StartAt": "Pass", "States": { "Pass": { "Type": "Pass", "Result": {{result}}, "End": true } } }""";
}
