namespace PromptToImage.StatesLanguage;

/// <summary>The statuses in AWS's words. Their numbers are stored, so their order stays as it is.</summary>
public static class ExecutionStatusNames
{
    private static readonly string[] Names = ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"];

    public static string ToAwsName(this ExecutionStatus status) => Names[(int)status];

    public static bool TryParse(string name, out ExecutionStatus status)
    {
        var index = Array.IndexOf(Names, name);
        status = (ExecutionStatus)Math.Max(index, 0);
        return index >= 0;
    }
}
