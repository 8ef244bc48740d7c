namespace Amazon.StepFunctions.Model;

public class LambdaFunctionTimedOutEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }
}
