namespace PromptToImage.Contracts.Tests;

public sealed class StateMachineArnsTests
{
    private const string Machine = "arn:aws:states:us-west-2:111122223333:stateMachine:prompt-to-image";

    [Theory]
    [InlineData(Machine)]
    [InlineData($"{Machine}:live")]
    [InlineData($"{Machine}:3")]
    public void The_machine_and_its_executions_are_the_same_for_every_alias_and_version(string arn)
    {
        Assert.Equal(Machine, StateMachineArns.Unqualified(arn));
        Assert.Equal(
            "arn:aws:states:us-west-2:111122223333:execution:prompt-to-image:order-1234",
            StateMachineArns.ForExecution(arn, "order-1234")
        );
    }
}
