using PromptToImage.Contracts;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Simulation.Tests;

/// <summary>The names of the contracts and those of the States Language, which knows no contracts.</summary>
public sealed class ExecutionStatusesTests
{
    [Fact]
    public void The_contracts_name_every_status_as_the_States_Language_does() =>
        Assert.Equal(Enum.GetValues<ExecutionStatus>().Select(status => status.ToAwsName()), ExecutionStatuses.All);
}
