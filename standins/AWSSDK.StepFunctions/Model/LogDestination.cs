namespace Amazon.StepFunctions.Model;

public class LogDestination
{
    public CloudWatchLogsLogGroup CloudWatchLogsLogGroup { get; set; }
}
