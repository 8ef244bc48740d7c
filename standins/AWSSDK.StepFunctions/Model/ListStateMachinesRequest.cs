namespace Amazon.StepFunctions.Model;

public class ListStateMachinesRequest : AmazonStepFunctionsRequest
{
    public int? MaxResults { get; set; }

    public string NextToken { get; set; }
}
