namespace Amazon.StepFunctions.Model;

public class StartExecutionRequest : AmazonStepFunctionsRequest
{
    public string Input { get; set; }

    public string Name { get; set; }

    public string StateMachineArn { get; set; }

    public string TraceHeader { get; set; }
}
