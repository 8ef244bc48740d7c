namespace Amazon.StepFunctions.Model;

public class TaskStartedEventDetails
{
    public string Resource { get; set; }

    public string ResourceType { get; set; }
}
