using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>
/// The errors of Step Functions, with AWS's messages,
/// https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html#API_StartExecution_Errors and the other operations.
/// </summary>
internal static class StatesErrors
{
    public static AwsException InvalidArn(string detail) => new("InvalidArn", $"Invalid Arn: '{detail}'");

    public static AwsException InvalidRoleArn(string arn) => new("InvalidArn", $"Invalid Role Arn: '{arn}'");

    public static AwsException InvalidName(string name) => new("InvalidName", $"Invalid Name: '{name}'");

    public static AwsException InvalidToken() => new("InvalidToken", "Invalid Token: 'Invalid token'");

    public static AwsException InvalidExecutionInput(string detail) =>
        new("InvalidExecutionInput", $"Invalid State Machine Execution Input: '{detail}'");

    public static AwsException InvalidOutput(string detail) => new("InvalidOutput", $"Invalid output: '{detail}'");

    public static AwsException InvalidDefinition(IEnumerable<DefinitionError> errors) =>
        new("InvalidDefinition", $"Invalid State Machine Definition: '{string.Join(", ", errors)}'");

    public static AwsException StateMachineDoesNotExist(string arn) =>
        new("StateMachineDoesNotExist", $"State Machine Does Not Exist: '{arn}'");

    public static AwsException StateMachineAlreadyExists(string arn) =>
        new("StateMachineAlreadyExists", $"State Machine Already Exists: '{arn}'");

    public static AwsException StateMachineDeleting(string arn) => new("StateMachineDeleting", $"State Machine is being deleted: '{arn}'");

    public static AwsException StateMachineTypeNotSupported() =>
        new("StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");

    public static AwsException ExecutionDoesNotExist(string arn) => new("ExecutionDoesNotExist", $"Execution Does Not Exist: '{arn}'");

    public static AwsException ExecutionAlreadyExists(string arn) => new("ExecutionAlreadyExists", $"Execution Already Exists: '{arn}'");

    public static AwsException ExecutionNotRedrivable(string reason) => new("ExecutionNotRedrivable", reason);

    public static AwsException TaskTimedOut() => new("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");

    public static AwsException Validation(string message) => new("ValidationException", message);

    public static AwsException MissingRequiredParameter(string message) => new("MissingRequiredParameter", message);

    public static AwsException TooManyTags(string arn) =>
        new("TooManyTags", $"You've exceeded the number of tags allowed for a resource: '{arn}'");

    public static AwsException MissingResource() => new("ResourceNotFound", "Request references a resource that does not exist.");

    public static AwsException Conflict(string message) => new("ConflictException", message, 409);

    public static AwsException QuotaExceeded(string message) => new("ServiceQuotaExceededException", message, 402);

    public static AwsException InvalidRouting(string message) =>
        new("ValidationException", message)
        {
            Details = new Dictionary<string, string> { ["reason"] = "INVALID_ROUTING_CONFIGURATION" },
        };

    public static AwsException ResourceNotFound(string arn) => new("ResourceNotFound", $"Resource not found: '{arn}'");
}
