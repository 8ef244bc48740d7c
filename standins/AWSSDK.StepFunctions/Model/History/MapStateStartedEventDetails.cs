namespace Amazon.StepFunctions.Model;

public class MapStateStartedEventDetails
{
    public int? Length { get; set; }
}
