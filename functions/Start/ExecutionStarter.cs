using System.Text.Json;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using PromptToImage.Contracts;

namespace PromptToImage.Functions.Start;

/// <summary>Starts executions, each prompt's attempt once.</summary>
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
        catch (ExecutionAlreadyExistsException)
        {
            // It ended, or its input differs: only its input tells which.
            var existing = await executions.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = ExecutionArn(name) });
            return IsSame(existing.Input, input) ? StartOutcome.Duplicate : StartOutcome.Conflict;
        }
    }

    public string ExecutionArn(string name) => StateMachineArns.ForExecution(stateMachineArn, name);

    /// <summary>The same prompt, though perhaps escaped otherwise by an earlier version.</summary>
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
            // Started by hand with an input that is none of ours.
            return false;
        }
    }
}
