namespace Amazon.StepFunctions.Model;

public class StateMachineListItem
{
    public DateTime? CreationDate { get; set; }

    public string Name { get; set; }

    public string StateMachineArn { get; set; }

    public StateMachineType Type { get; set; }
}
