namespace Amazon.StepFunctions.Model;

public class ExecutionFailedEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }
}
