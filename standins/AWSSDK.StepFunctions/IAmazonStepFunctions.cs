using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.StepFunctions.Model;

namespace Amazon.StepFunctions;

/// <summary>
/// The operations of AWS Step Functions that are offered here. The original has more members, so a class
/// that implements this interface would not compile against it.
/// </summary>
public interface IAmazonStepFunctions : IAmazonService, IDisposable
{
    Task<DescribeExecutionResponse> DescribeExecutionAsync(DescribeExecutionRequest request, CancellationToken cancellationToken = default);

    Task<DescribeStateMachineResponse> DescribeStateMachineAsync(
        DescribeStateMachineRequest request,
        CancellationToken cancellationToken = default
    );

    Task<GetExecutionHistoryResponse> GetExecutionHistoryAsync(
        GetExecutionHistoryRequest request,
        CancellationToken cancellationToken = default
    );

    Task<ListExecutionsResponse> ListExecutionsAsync(ListExecutionsRequest request, CancellationToken cancellationToken = default);

    Task<ListStateMachinesResponse> ListStateMachinesAsync(ListStateMachinesRequest request, CancellationToken cancellationToken = default);

    Task<RedriveExecutionResponse> RedriveExecutionAsync(RedriveExecutionRequest request, CancellationToken cancellationToken = default);

    Task<SendTaskFailureResponse> SendTaskFailureAsync(SendTaskFailureRequest request, CancellationToken cancellationToken = default);

    Task<SendTaskHeartbeatResponse> SendTaskHeartbeatAsync(SendTaskHeartbeatRequest request, CancellationToken cancellationToken = default);

    Task<SendTaskSuccessResponse> SendTaskSuccessAsync(SendTaskSuccessRequest request, CancellationToken cancellationToken = default);

    Task<StartExecutionResponse> StartExecutionAsync(StartExecutionRequest request, CancellationToken cancellationToken = default);

    Task<StopExecutionResponse> StopExecutionAsync(StopExecutionRequest request, CancellationToken cancellationToken = default);

    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig()
    {
        return new AmazonStepFunctionsConfig();
    }

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig)
    {
        if (clientConfig is not AmazonStepFunctionsConfig config)
        {
            throw new AmazonClientException("ClientConfig is not of type AmazonStepFunctionsConfig to create AmazonStepFunctionsClient");
        }

        return awsCredentials is null ? new AmazonStepFunctionsClient(config) : new AmazonStepFunctionsClient(awsCredentials, config);
    }
}
