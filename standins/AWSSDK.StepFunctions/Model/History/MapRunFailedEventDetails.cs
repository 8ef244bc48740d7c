namespace Amazon.StepFunctions.Model;

public class MapRunFailedEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }
}
