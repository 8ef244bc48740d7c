using Amazon.StepFunctions.Internal;
using Amazon.StepFunctions.Model;

namespace Amazon.StepFunctions;

public partial class AmazonStepFunctionsClient
{
    public virtual Task<DescribeExecutionResponse> DescribeExecutionAsync(
        DescribeExecutionRequest request,
        CancellationToken cancellationToken = default
    )
    {
        return InvokeAsync(request, StepFunctionsOperations.DescribeExecution, cancellationToken);
    }

    public virtual Task<DescribeStateMachineResponse> DescribeStateMachineAsync(
        DescribeStateMachineRequest request,
        CancellationToken cancellationToken = default
    )
    {
        return InvokeAsync(request, StepFunctionsOperations.DescribeStateMachine, cancellationToken);
    }

    public virtual Task<GetExecutionHistoryResponse> GetExecutionHistoryAsync(
        GetExecutionHistoryRequest request,
        CancellationToken cancellationToken = default
    )
    {
        return InvokeAsync(request, StepFunctionsOperations.GetExecutionHistory, cancellationToken);
    }

    public virtual Task<ListExecutionsResponse> ListExecutionsAsync(
        ListExecutionsRequest request,
        CancellationToken cancellationToken = default
    )
    {
        return InvokeAsync(request, StepFunctionsOperations.ListExecutions, cancellationToken);
    }

    public virtual Task<ListStateMachinesResponse> ListStateMachinesAsync(
        ListStateMachinesRequest request,
        CancellationToken cancellationToken = default
    )
    {
        return InvokeAsync(request, StepFunctionsOperations.ListStateMachines, cancellationToken);
    }

    public virtual Task<RedriveExecutionResponse> RedriveExecutionAsync(
        RedriveExecutionRequest request,
        CancellationToken cancellationToken = default
    )
    {
        return InvokeAsync(request, StepFunctionsOperations.RedriveExecution, cancellationToken);
    }

    public virtual Task<SendTaskFailureResponse> SendTaskFailureAsync(
        SendTaskFailureRequest request,
        CancellationToken cancellationToken = default
    )
    {
        return InvokeAsync(request, StepFunctionsOperations.SendTaskFailure, cancellationToken);
    }

    public virtual Task<SendTaskHeartbeatResponse> SendTaskHeartbeatAsync(
        SendTaskHeartbeatRequest request,
        CancellationToken cancellationToken = default
    )
    {
        return InvokeAsync(request, StepFunctionsOperations.SendTaskHeartbeat, cancellationToken);
    }

    public virtual Task<SendTaskSuccessResponse> SendTaskSuccessAsync(
        SendTaskSuccessRequest request,
        CancellationToken cancellationToken = default
    )
    {
        return InvokeAsync(request, StepFunctionsOperations.SendTaskSuccess, cancellationToken);
    }

    public virtual Task<StartExecutionResponse> StartExecutionAsync(
        StartExecutionRequest request,
        CancellationToken cancellationToken = default
    )
    {
        return InvokeAsync(request, StepFunctionsOperations.StartExecution, cancellationToken);
    }

    public virtual Task<StopExecutionResponse> StopExecutionAsync(
        StopExecutionRequest request,
        CancellationToken cancellationToken = default
    )
    {
        return InvokeAsync(request, StepFunctionsOperations.StopExecution, cancellationToken);
    }
}
