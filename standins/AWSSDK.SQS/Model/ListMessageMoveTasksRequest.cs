namespace Amazon.SQS.Model;

public class ListMessageMoveTasksRequest : AmazonSQSRequest
{
    public int? MaxResults { get; set; }

    public string SourceArn { get; set; }
}
