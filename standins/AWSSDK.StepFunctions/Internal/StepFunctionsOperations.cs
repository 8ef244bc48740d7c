using Amazon.StepFunctions.Model;
using AwsProtocols.Json;

namespace Amazon.StepFunctions.Internal;

internal static class StepFunctionsOperations
{
    private static readonly JsonService Service = new("Amazon.StepFunctions", "AWSStepFunctions", "2016-11-23", StepFunctionsErrors.All);

    private static readonly StepFunctionsJson Json = new(WireText.Relax(StepFunctionsJson.Default.Options));

    internal static JsonOperation<DescribeExecutionRequest, DescribeExecutionResponse> DescribeExecution { get; } =
        new("DescribeExecution", Service, Json.DescribeExecutionRequest, Json.DescribeExecutionResponse);

    internal static JsonOperation<DescribeStateMachineRequest, DescribeStateMachineResponse> DescribeStateMachine { get; } =
        new("DescribeStateMachine", Service, Json.DescribeStateMachineRequest, Json.DescribeStateMachineResponse);

    internal static JsonOperation<GetExecutionHistoryRequest, GetExecutionHistoryResponse> GetExecutionHistory { get; } =
        new("GetExecutionHistory", Service, Json.GetExecutionHistoryRequest, Json.GetExecutionHistoryResponse);

    internal static JsonOperation<ListExecutionsRequest, ListExecutionsResponse> ListExecutions { get; } =
        new("ListExecutions", Service, Json.ListExecutionsRequest, Json.ListExecutionsResponse);

    internal static JsonOperation<ListStateMachinesRequest, ListStateMachinesResponse> ListStateMachines { get; } =
        new("ListStateMachines", Service, Json.ListStateMachinesRequest, Json.ListStateMachinesResponse);

    internal static JsonOperation<RedriveExecutionRequest, RedriveExecutionResponse> RedriveExecution { get; } =
        new("RedriveExecution", Service, Json.RedriveExecutionRequest, Json.RedriveExecutionResponse);

    internal static JsonOperation<SendTaskFailureRequest, SendTaskFailureResponse> SendTaskFailure { get; } =
        new("SendTaskFailure", Service, Json.SendTaskFailureRequest, Json.SendTaskFailureResponse);

    internal static JsonOperation<SendTaskHeartbeatRequest, SendTaskHeartbeatResponse> SendTaskHeartbeat { get; } =
        new("SendTaskHeartbeat", Service, Json.SendTaskHeartbeatRequest, Json.SendTaskHeartbeatResponse);

    internal static JsonOperation<SendTaskSuccessRequest, SendTaskSuccessResponse> SendTaskSuccess { get; } =
        new("SendTaskSuccess", Service, Json.SendTaskSuccessRequest, Json.SendTaskSuccessResponse);

    internal static JsonOperation<StartExecutionRequest, StartExecutionResponse> StartExecution { get; } =
        new("StartExecution", Service, Json.StartExecutionRequest, Json.StartExecutionResponse);

    internal static JsonOperation<StopExecutionRequest, StopExecutionResponse> StopExecution { get; } =
        new("StopExecution", Service, Json.StopExecutionRequest, Json.StopExecutionResponse);
}
