namespace PromptToImage.StatesLanguage.Tests.Running;

/// <summary>Builds small definitions in JSONata.</summary>
public static class JsonataMachines
{
    /// <summary>A state machine with one state, S.</summary>
    /// <param name="fields">The fields of the state, without End.</param>
    public static string Only(string fields) => Of($$""" "S": { {{fields}}, "End": true} """);

    /// <summary>A state machine that starts at S.</summary>
    /// <param name="states">The states.</param>
    public static string Of(string states) => $$"""{"QueryLanguage": "JSONata", "StartAt": "S", "States": { {{states}} } }""";

    /// <summary>A Pass whose Output is one expression.</summary>
    public static string Output(string expression) =>
        Only($$""" "Type": "Pass", "Output": {{Jsonata.Json.JsonValue.From($"{{% {expression} %}}").ToJson()}} """);
}
