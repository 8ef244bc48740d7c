using System.Text.Json;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using PromptToImage.Contracts;

namespace PromptToImage.Functions.Start;

/// <summary>Starts executions: one per attempt of a prompt.</summary>
internal sealed class ExecutionStarter(IAmazonStepFunctions executions, string stateMachineArn)
{
    public async Task<StartOutcome> StartAsync(string name, string input)
    {
        try
        {
            await executions.StartExecutionAsync(
                new StartExecutionRequest
                {
                    StateMachineArn = stateMachineArn,
                    Name = name,
                    Input = input,
                }
            );
            return StartOutcome.Started;
        }
        catch (InvalidExecutionInputException)
        {
            return StartOutcome.InvalidInput;
        }
        catch (ExecutionAlreadyExistsException)
        {
            // The execution has ended, or its input differs. Only the input shows which.
            var existing = await executions.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = ExecutionArn(name) });
            return IsSame(existing.Input, input) ? StartOutcome.Duplicate : StartOutcome.Conflict;
        }
    }

    public string ExecutionArn(string name) => StateMachineArns.ForExecution(stateMachineArn, name);

    /// <summary>An earlier version may have escaped the same prompt differently.</summary>
    private static bool IsSame(string existing, string input)
    {
        if (existing == input)
        {
            return true;
        }

        try
        {
            return JsonSerializer.Deserialize(existing, StartJson.Default.ExecutionInput)
                == JsonSerializer.Deserialize(input, StartJson.Default.ExecutionInput);
        }
        catch (JsonException)
        {
            // A person started it with another kind of input.
            return false;
        }
    }
}
