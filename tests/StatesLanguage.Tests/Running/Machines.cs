using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Tests.Running;

/// <summary>Builds small definitions.</summary>
public static class Machines
{
    public const string Lambda = "arn:aws:lambda:us-east-1:000000000000:function:f";

    /// <summary>A state machine with one state, S.</summary>
    /// <param name="fields">The fields of the state, without End.</param>
    public static string Only(string fields) => """{"StartAt": "S", "States": {"S": {""" + fields + """, "End": true}}}""";

    /// <summary>A Task S, then a Pass Next, and a Pass Caught as the target of catchers.</summary>
    /// <param name="fields">Further fields of the Task.</param>
    /// <param name="caught">Whether the machine has the state Caught.</param>
    public static string Task(string fields = "", string resource = Lambda, bool caught = false) =>
        """{"StartAt": "S", "States": {"S": {"Type": "Task", "Resource": """
        + $"\"{resource}\", {fields}"
        + """ "Next": "Next"}, "Next": {"Type": "Pass", "End": true}"""
        + (caught ? """, "Caught": {"Type": "Pass", "End": true}""" : "")
        + "}}";

    public static string Pass(string fields) => Only($""" "Type": "Pass", {fields} """);

    /// <summary>Evaluates one path or function. Its value is the output.</summary>
    public static string Expression(string expression) =>
        Only(""" "Type": "Pass", "Parameters": {"v.$": """ + JsonValue.From(expression).ToJson() + """}, "OutputPath": "$.v" """);
}
