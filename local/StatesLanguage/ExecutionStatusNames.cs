namespace PromptToImage.StatesLanguage;

/// <summary>The names of the statuses in the Step Functions API, for example <c>TIMED_OUT</c>.</summary>
public static class ExecutionStatusNames
{
    private static readonly string[] Names = ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"];

    /// <summary>Returns the name of a status in the Step Functions API.</summary>
    public static string ToAwsName(this ExecutionStatus status) => Names[(int)status];

    /// <summary>Parses a name of the Step Functions API. Upper and lower case differ.</summary>
    public static bool TryParse(string name, out ExecutionStatus status)
    {
        var index = Array.IndexOf(Names, name);
        status = (ExecutionStatus)Math.Max(index, 0);
        return index >= 0;
    }
}
