using System.Text;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Tests.Executions;

/// <summary>Executions while the disk is full and afterwards.</summary>
public sealed class FullDiskTests : IDisposable
{
    private static readonly byte[] Output = Encoding.UTF8.GetBytes($"\"{new string('x', 200_000)}\"");

    private readonly TemporaryFolder _folder = new();
    private readonly TaskCompletionSource<byte[]> _output = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_decision_that_cannot_be_stored_is_stored_when_there_is_space_again()
    {
        await using var machine = Open();
        var execution = await machine.StartAsync(Definitions.Task($"{Definitions.FunctionArn}large"));
        await SetFullAsync(machine, true);
        _output.SetResult(Output);
        Assert.Equal(ExecutionStatus.Running, machine.Service.Describe(execution.Arn).Execution.Status);

        await SetFullAsync(machine, false);

        var details = await machine.Service.WaitAsync(execution.Arn, Cancellation);
        Assert.Equal(ExecutionStatus.Succeeded, details.Execution.Status);
    }

    [Fact]
    public async Task A_stop_that_cannot_be_stored_is_answered_with_an_error()
    {
        await using var machine = Open();
        var execution = await machine.StartAsync(Definitions.Task($"{Definitions.FunctionArn}large"));
        await SetFullAsync(machine, true);
        // The stop is decided on together with this output, or after it has waited for space in vain.
        _output.SetResult(Output);
        var cause = new string('x', 30_000);

        await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            machine.Service.StopAsync(execution.Arn, "Mine", cause).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Cancellation)
        );

        await SetFullAsync(machine, false);
        await machine.Service.StopAsync(execution.Arn, "Mine", cause);
        await machine.Service.WaitAsync(execution.Arn, Cancellation);
    }

    [Fact]
    public async Task A_start_that_cannot_be_stored_is_answered_with_an_error()
    {
        await using var machine = Open();
        var deployed = await machine.Service.StateMachines.DeployAsync("machine", Definitions.Pass, StatesMachine.RoleArn);
        await SetFullAsync(machine, true);
        var input = Encoding.UTF8.GetString(Output);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => machine.Service.StartAsync(deployed.Arn, "one", input));

        await SetFullAsync(machine, false);
        var execution = await machine.Service.StartAsync(deployed.Arn, "one", input);
        var details = await machine.Service.WaitAsync(execution.Arn, Cancellation);
        Assert.Equal(ExecutionStatus.Succeeded, details.Execution.Status);
    }

    private StatesMachine Open() =>
        StatesMachine.Open(
            _folder.Path,
            functions: registry =>
                registry.Register("large", (_, _, cancellationToken) => _output.Task.WaitAsync(cancellationToken), TimeSpan.FromMinutes(10))
        );

    // At its limit of pages, SQLite reports the same error as on a full disk. A limit below the present size is the present size.
    private static Task<long?> SetFullAsync(StatesMachine machine, bool isFull) =>
        machine.Database.WriteAsync(session =>
            session.ScalarInt64(isFull ? "PRAGMA max_page_count = 1" : "PRAGMA max_page_count = 1000000")
        );
}
