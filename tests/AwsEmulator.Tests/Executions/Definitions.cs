namespace PromptToImage.AwsEmulator.Tests.Executions;

/// <summary>Small state machines.</summary>
internal static class Definitions
{
    public const string FunctionArn = "arn:aws:lambda:us-east-1:000000000000:function:";

    /// <summary>Invokes functions in sequence. Each adds its result.</summary>
    public static string Chain(params string[] functions)
    {
        var states = functions.Select(
            (function, i) =>
                $$"""
                    "{{function}}": { "Type": "Task", "Resource": "{{FunctionArn}}{{function}}", "ResultPath": "$.{{function}}",
                      {{(i == functions.Length - 1 ? "\"End\": true" : $"\"Next\": \"{functions[i + 1]}\"")}} }
                    """
        );
        return $$"""{ "StartAt": "{{functions[0]}}", "States": { {{string.Join(", ", states)}} } }""";
    }

    /// <summary>One task.</summary>
    public static string Task(string resource, string further = "") =>
        $$"""{ "StartAt": "Task", "States": { "Task": { "Type": "Task", "Resource": "{{resource}}", {{further}} "End": true } } }""";

    public static string Wait(int seconds) =>
        $$"""{ "StartAt": "Wait", "States": { "Wait": { "Type": "Wait", "Seconds": {{seconds}}, "End": true } } }""";

    public const string Pass = """{ "StartAt": "Pass", "States": { "Pass": { "Type": "Pass", "End": true } } }""";
}
