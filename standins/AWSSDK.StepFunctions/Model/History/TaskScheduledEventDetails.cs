namespace Amazon.StepFunctions.Model;

public class TaskScheduledEventDetails
{
    public long? HeartbeatInSeconds { get; set; }

    public string Parameters { get; set; }

    public string Region { get; set; }

    public string Resource { get; set; }

    public string ResourceType { get; set; }

    public TaskCredentials TaskCredentials { get; set; }

    public long? TimeoutInSeconds { get; set; }
}
