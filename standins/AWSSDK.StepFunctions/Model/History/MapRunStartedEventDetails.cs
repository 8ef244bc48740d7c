namespace Amazon.StepFunctions.Model;

public class MapRunStartedEventDetails
{
    public string MapRunArn { get; set; }
}
