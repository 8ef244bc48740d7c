namespace Amazon.StepFunctions.Model;

public class ActivityScheduleFailedEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }
}
