namespace PromptToImage.Contracts;

/// <summary>Links to pages of AWS's console. A region and an ARN may be placeholders that are replaced later.</summary>
public static class ConsoleUrls
{
    public static string ForStateMachine(string region, string arn) => $"{StepFunctions(region)}statemachines/view/{arn}";

    public static string ForExecution(string region, string arn) => $"{StepFunctions(region)}v2/executions/details/{arn}";

    /// <param name="key">The object's key, escaped for a query.</param>
    public static string ForObject(string region, string bucket, string key) =>
        $"https://{region}.console.aws.amazon.com/s3/object/{bucket}?region={region}&prefix={key}";

    public static string ForDashboard(string region, string name) =>
        $"https://{region}.console.aws.amazon.com/cloudwatch/home?region={region}#dashboards/dashboard/{name}";

    private static string StepFunctions(string region) => $"https://{region}.console.aws.amazon.com/states/home?region={region}#/";
}
