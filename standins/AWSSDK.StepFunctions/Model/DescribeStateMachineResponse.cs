using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

public class DescribeStateMachineResponse : AmazonWebServiceResponse
{
    public DateTime? CreationDate { get; set; }

    public string Definition { get; set; }

    public string Description { get; set; }

    public EncryptionConfiguration EncryptionConfiguration { get; set; }

    public string Label { get; set; }

    public LoggingConfiguration LoggingConfiguration { get; set; }

    public string Name { get; set; }

    public string RevisionId { get; set; }

    public string RoleArn { get; set; }

    public string StateMachineArn { get; set; }

    public StateMachineStatus Status { get; set; }

    public TracingConfiguration TracingConfiguration { get; set; }

    public StateMachineType Type { get; set; }

    public Dictionary<string, List<string>> VariableReferences { get; set; }
}
