namespace Amazon.StepFunctions.Model;

public class LambdaFunctionScheduleFailedEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }
}
