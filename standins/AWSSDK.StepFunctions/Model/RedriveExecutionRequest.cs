namespace Amazon.StepFunctions.Model;

public class RedriveExecutionRequest : AmazonStepFunctionsRequest
{
    public string ClientToken { get; set; }

    public string ExecutionArn { get; set; }
}
