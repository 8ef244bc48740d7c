using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

public class ListStateMachinesResponse : AmazonWebServiceResponse
{
    public string NextToken { get; set; }

    public List<StateMachineListItem> StateMachines { get; set; }
}
