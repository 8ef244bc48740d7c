using System.Text.Json;
using Amazon.StepFunctions.Model;
using PromptToImage.Client.Output;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Messages;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Client.Executions;

/// <summary>One attempt of a prompt: an execution with its parsed input and output.</summary>
internal sealed class PromptAttempt(DescribeExecutionResponse description)
{
    /// <summary>Null where the execution was started with another kind of input.</summary>
    private readonly PromptState? _input = Parse(description.Input);
    private readonly PromptState? _output = Parse(description.Output);

    public string Name => description.Name;

    public string Arn => description.ExecutionArn;

    public string Id => _input?.Id ?? description.Name;

    public int Attempt => _input?.Attempt ?? 1;

    /// <summary>The body of the queue message that started it.</summary>
    public string? Message => _input?.Message;

    /// <summary>The prompt in the message.</summary>
    public string? Prompt => Message is null ? null : MessageReader.Read(Message).Prompt ?? Message;

    /// <summary>Step Functions' name: RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED, PENDING_REDRIVE.</summary>
    public string Status => description.Status.Value;

    public bool HasEnded => Status is ExecutionStatuses.Succeeded || HasFailed;

    public bool HasFailed => ExecutionStatuses.IsFailure(Status);

    public DateTimeOffset? StartedAt => Times.Utc(description.StartDate);

    public DateTimeOffset? EndedAt => Times.Utc(description.StopDate);

    /// <summary>The image; null if no image is stored.</summary>
    public StoredImage? Stored => _output?.Stored;

    public Failure? Failure => HasFailed ? Failure.Read(description.Error, description.Cause, Status) : null;

    /// <summary>Parses a state's input or output; null where it is not the pipeline's JSON.</summary>
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
            // Somebody started this execution by hand. It is shown without the fields of a prompt.
            return null;
        }
    }
}
