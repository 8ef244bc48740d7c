using Amazon.StepFunctions.Model;
using AwsProtocols.Json;

namespace Amazon.StepFunctions.Internal;

/// <summary>
/// The offered operations. See https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html
/// </summary>
internal static class StepFunctionsOperations
{
    /// <summary>Errors of the operations that may need a customer's KMS key.</summary>
    private static readonly string[] KeyErrors = ["KmsAccessDeniedException", "KmsInvalidStateException", "KmsThrottlingException"];

    private static readonly JsonService Service = new("Amazon.StepFunctions", "AWSStepFunctions", "2016-11-23", StepFunctionsErrors.All);

    private static readonly StepFunctionsJson Json = new(WireText.Relax(StepFunctionsJson.Default.Options));

    internal static JsonOperation<DescribeExecutionRequest, DescribeExecutionResponse> DescribeExecution { get; } =
        new(
            "DescribeExecution",
            Service,
            Json.DescribeExecutionRequest,
            Json.DescribeExecutionResponse,
            ["ExecutionDoesNotExist", "InvalidArn", .. KeyErrors]
        );

    internal static JsonOperation<DescribeStateMachineRequest, DescribeStateMachineResponse> DescribeStateMachine { get; } =
        new(
            "DescribeStateMachine",
            Service,
            Json.DescribeStateMachineRequest,
            Json.DescribeStateMachineResponse,
            ["InvalidArn", "StateMachineDoesNotExist", .. KeyErrors]
        );

    internal static JsonOperation<GetExecutionHistoryRequest, GetExecutionHistoryResponse> GetExecutionHistory { get; } =
        new(
            "GetExecutionHistory",
            Service,
            Json.GetExecutionHistoryRequest,
            Json.GetExecutionHistoryResponse,
            ["ExecutionDoesNotExist", "InvalidArn", "InvalidToken", .. KeyErrors]
        );

    internal static JsonOperation<ListExecutionsRequest, ListExecutionsResponse> ListExecutions { get; } =
        new(
            "ListExecutions",
            Service,
            Json.ListExecutionsRequest,
            Json.ListExecutionsResponse,
            [
                "InvalidArn",
                "InvalidToken",
                "ResourceNotFound",
                "StateMachineDoesNotExist",
                "StateMachineTypeNotSupported",
                "ValidationException",
            ]
        );

    internal static JsonOperation<ListStateMachinesRequest, ListStateMachinesResponse> ListStateMachines { get; } =
        new("ListStateMachines", Service, Json.ListStateMachinesRequest, Json.ListStateMachinesResponse, ["InvalidToken"]);

    internal static JsonOperation<RedriveExecutionRequest, RedriveExecutionResponse> RedriveExecution { get; } =
        new(
            "RedriveExecution",
            Service,
            Json.RedriveExecutionRequest,
            Json.RedriveExecutionResponse,
            ["ExecutionDoesNotExist", "ExecutionLimitExceeded", "ExecutionNotRedrivable", "InvalidArn", "ValidationException"]
        );

    internal static JsonOperation<SendTaskFailureRequest, SendTaskFailureResponse> SendTaskFailure { get; } =
        new(
            "SendTaskFailure",
            Service,
            Json.SendTaskFailureRequest,
            Json.SendTaskFailureResponse,
            ["InvalidToken", "TaskDoesNotExist", "TaskTimedOut", .. KeyErrors]
        );

    internal static JsonOperation<SendTaskHeartbeatRequest, SendTaskHeartbeatResponse> SendTaskHeartbeat { get; } =
        new(
            "SendTaskHeartbeat",
            Service,
            Json.SendTaskHeartbeatRequest,
            Json.SendTaskHeartbeatResponse,
            ["InvalidToken", "TaskDoesNotExist", "TaskTimedOut"]
        );

    internal static JsonOperation<SendTaskSuccessRequest, SendTaskSuccessResponse> SendTaskSuccess { get; } =
        new(
            "SendTaskSuccess",
            Service,
            Json.SendTaskSuccessRequest,
            Json.SendTaskSuccessResponse,
            ["InvalidOutput", "InvalidToken", "TaskDoesNotExist", "TaskTimedOut", .. KeyErrors]
        );

    internal static JsonOperation<StartExecutionRequest, StartExecutionResponse> StartExecution { get; } =
        new(
            "StartExecution",
            Service,
            Json.StartExecutionRequest,
            Json.StartExecutionResponse,
            [
                "ExecutionAlreadyExists",
                "ExecutionLimitExceeded",
                "InvalidArn",
                "InvalidExecutionInput",
                "InvalidName",
                "StateMachineDeleting",
                "StateMachineDoesNotExist",
                "ValidationException",
                .. KeyErrors,
            ]
        );

    internal static JsonOperation<StopExecutionRequest, StopExecutionResponse> StopExecution { get; } =
        new(
            "StopExecution",
            Service,
            Json.StopExecutionRequest,
            Json.StopExecutionResponse,
            ["ExecutionDoesNotExist", "InvalidArn", "ValidationException", .. KeyErrors]
        );
}
