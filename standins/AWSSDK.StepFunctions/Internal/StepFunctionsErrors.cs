using Amazon.StepFunctions.Model;
using AwsProtocols;

namespace Amazon.StepFunctions.Internal;

internal static class StepFunctionsErrors
{
    internal static ServiceErrors All { get; } =
        new(Declared(), (e, _) => new AmazonStepFunctionsException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode));

    private static Dictionary<string, ExceptionFactory> Declared() =>
        new(StringComparer.Ordinal)
        {
            ["ExecutionAlreadyExists"] = (e, _) =>
                new ExecutionAlreadyExistsException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ExecutionDoesNotExist"] = (e, _) =>
                new ExecutionDoesNotExistException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ExecutionLimitExceeded"] = (e, _) =>
                new ExecutionLimitExceededException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ExecutionNotRedrivable"] = (e, _) =>
                new ExecutionNotRedrivableException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["InvalidArn"] = (e, _) => new InvalidArnException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["InvalidExecutionInput"] = (e, _) =>
                new InvalidExecutionInputException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["InvalidName"] = (e, _) => new InvalidNameException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["InvalidOutput"] = (e, _) =>
                new InvalidOutputException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["InvalidToken"] = (e, _) => new InvalidTokenException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["KmsAccessDeniedException"] = (e, _) =>
                new KmsAccessDeniedException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["KmsInvalidStateException"] = (e, members) =>
                new KmsInvalidStateException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode)
                {
                    KmsKeyState = members.GetValueOrDefault("kmsKeyState"),
                },
            ["KmsThrottlingException"] = (e, _) =>
                new KmsThrottlingException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ResourceNotFound"] = (e, members) =>
                new ResourceNotFoundException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode)
                {
                    ResourceName = members.GetValueOrDefault("resourceName"),
                },
            ["StateMachineDeleting"] = (e, _) =>
                new StateMachineDeletingException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["StateMachineDoesNotExist"] = (e, _) =>
                new StateMachineDoesNotExistException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["StateMachineTypeNotSupported"] = (e, _) =>
                new StateMachineTypeNotSupportedException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["TaskDoesNotExist"] = (e, _) =>
                new TaskDoesNotExistException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["TaskTimedOut"] = (e, _) => new TaskTimedOutException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ValidationException"] = (e, members) =>
                new ValidationException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode)
                {
                    Reason = members.GetValueOrDefault("reason"),
                },
        };
}
