namespace Amazon.StepFunctions.Model;

public class MapRunRedrivenEventDetails
{
    public string MapRunArn { get; set; }

    public int? RedriveCount { get; set; }
}
