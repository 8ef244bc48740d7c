namespace Amazon.StepFunctions.Model;

public class GetExecutionHistoryRequest : AmazonStepFunctionsRequest
{
    public string ExecutionArn { get; set; }

    public bool? IncludeExecutionData { get; set; }

    public int? MaxResults { get; set; }

    public string NextToken { get; set; }

    public bool? ReverseOrder { get; set; }
}
