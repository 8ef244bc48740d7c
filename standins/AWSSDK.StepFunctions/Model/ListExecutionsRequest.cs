namespace Amazon.StepFunctions.Model;

public class ListExecutionsRequest : AmazonStepFunctionsRequest
{
    public string MapRunArn { get; set; }

    public int? MaxResults { get; set; }

    public string NextToken { get; set; }

    public ExecutionRedriveFilter RedriveFilter { get; set; }

    public string StateMachineArn { get; set; }

    public ExecutionStatus StatusFilter { get; set; }
}
