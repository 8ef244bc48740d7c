using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Tests.Running;

/// <summary>Small definitions around the one thing that a test is about.</summary>
public static class Machines
{
    public const string Lambda = "arn:aws:lambda:us-east-1:000000000000:function:f";

    /// <param name="fields">Of the only state, S, which ends the machine.</param>
    public static string Only(string fields) => """{"StartAt": "S", "States": {"S": {""" + fields + """, "End": true}}}""";

    /// <summary>A Task S with further fields, then a Pass Next, and a Pass Caught where catchers lead to it.</summary>
    public static string Task(string fields = "", string resource = Lambda, bool caught = false) =>
        """{"StartAt": "S", "States": {"S": {"Type": "Task", "Resource": """
        + $"\"{resource}\", {fields}"
        + """ "Next": "Next"}, "Next": {"Type": "Pass", "End": true}"""
        + (caught ? """, "Caught": {"Type": "Pass", "End": true}""" : "")
        + "}}";

    public static string Pass(string fields) => Only($""" "Type": "Pass", {fields} """);

    /// <summary>Evaluates one path or function: the output is its value.</summary>
    public static string Expression(string expression) =>
        Only(""" "Type": "Pass", "Parameters": {"v.$": """ + JsonValue.Of(expression).ToJson() + """}, "OutputPath": "$.v" """);
}
