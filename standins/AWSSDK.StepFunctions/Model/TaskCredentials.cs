namespace Amazon.StepFunctions.Model;

public class TaskCredentials
{
    public string RoleArn { get; set; }
}
