using System.Text.Json;
using Amazon.StepFunctions.Model;
using PromptToImage.Client.Output;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Client.Executions;

/// <summary>One attempt at a prompt: an execution, with its input and output read.</summary>
internal sealed class PromptExecution(DescribeExecutionResponse description)
{
    /// <summary>Null when somebody started it with an input that is not ours.</summary>
    private readonly PromptState? _input = Parse(description.Input);
    private readonly PromptState? _output = Parse(description.Output);

    public string Arn => description.ExecutionArn;

    public string Id => _input?.Id ?? description.Name;

    public int Attempt => _input?.Attempt ?? 1;

    /// <summary>The body of the queue message that started it.</summary>
    public string? Message => _input?.Message;

    /// <summary>As Step Functions has it: RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED, PENDING_REDRIVE.</summary>
    public string Status => description.Status.Value;

    public bool HasEnded => Status is ExecutionStates.Succeeded || HasFailed;

    public bool HasFailed => ExecutionStates.IsFailure(Status);

    public DateTimeOffset? StartedAt => Times.Utc(description.StartDate);

    public DateTimeOffset? EndedAt => Times.Utc(description.StopDate);

    /// <summary>Where the image is; null while there is none.</summary>
    public StoredImage? Stored => _output?.Stored;

    public Failure? Failure => HasFailed ? Failure.Read(description.Error, description.Cause, Status) : null;

    /// <summary>What a state's input or output says of the prompt; null when it is no such text.</summary>
    public static PromptState? Parse(string? json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(json, OutputJson.Default.PromptState);
        }
        catch (JsonException)
        {
            // An execution of somebody else's making: it is shown without what only ours have.
            return null;
        }
    }
}
