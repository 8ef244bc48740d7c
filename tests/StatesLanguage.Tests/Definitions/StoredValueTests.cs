using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Tests.Definitions;

/// <summary>Hosts store the values of these types. A new member gets a new value; a value never changes its meaning.</summary>
public sealed class StoredValueTests
{
    [Fact]
    public void Statuses_keep_their_values() =>
        Assert.Equal("Running=0 Succeeded=1 Failed=2 TimedOut=3 Aborted=4", Values<ExecutionStatus>());

    [Fact]
    public void Timer_kinds_keep_their_values() =>
        Assert.Equal("Wait=0 Retry=1 TaskTimeout=2 Heartbeat=3 ExecutionTimeout=4", Values<TimerKind>());

    [Fact]
    public void State_types_keep_their_values() =>
        Assert.Equal("Task=0 Pass=1 Choice=2 Wait=3 Succeed=4 Fail=5 Parallel=6 Map=7", Values<StateType>());

    [Fact]
    public void Resource_kinds_keep_their_values() => Assert.Equal("Lambda=0 Activity=1 Integration=2", Values<TaskResourceKind>());

    [Theory]
    [InlineData(HistoryEventType.ActivityFailed, 0)]
    [InlineData(HistoryEventType.ExecutionAborted, 9)]
    [InlineData(HistoryEventType.ExecutionStarted, 12)]
    [InlineData(HistoryEventType.LambdaFunctionSucceeded, 21)]
    [InlineData(HistoryEventType.MapRunSucceeded, 31)]
    [InlineData(HistoryEventType.ParallelStateAborted, 38)]
    [InlineData(HistoryEventType.TaskFailed, 48)]
    [InlineData(HistoryEventType.WaitStateExited, 61)]
    public void Event_types_keep_their_values(HistoryEventType type, int value) => Assert.Equal(value, (int)type);

    [Fact]
    public void Event_types_have_no_gaps() =>
        Assert.Equal(Enumerable.Range(0, 62), Enum.GetValues<HistoryEventType>().Select(type => (int)type));

    private static string Values<T>()
        where T : struct, Enum =>
        string.Join(' ', Enum.GetValues<T>().Select(value => $"{value}={Convert.ToInt32(value, null)}"));
}
