namespace Amazon.StepFunctions.Model;

public class AssignedVariablesDetails
{
    public bool? Truncated { get; set; }
}
