namespace Amazon.StepFunctions.Model;

public class SendTaskHeartbeatRequest : AmazonStepFunctionsRequest
{
    public string TaskToken { get; set; }
}
