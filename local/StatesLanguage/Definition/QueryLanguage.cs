namespace PromptToImage.StatesLanguage.Definition;

/// <summary>The language of the paths or expressions of a state.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html</remarks>
public enum QueryLanguage : byte
{
    /// <summary>JSONPath with intrinsic functions. The default.</summary>
    JsonPath = 0,

    /// <summary>JSONata.</summary>
    Jsonata = 1,
}

/// <summary>The names of the query languages in a definition, and the fields that only one of them has.</summary>
internal static class QueryLanguages
{
    private static readonly HashSet<string> OnlyInJsonata = new(StringComparer.Ordinal) { "Arguments", "Output", "Items", "Condition" };

    private static readonly HashSet<string> OnlyInJsonPath = new(StringComparer.Ordinal)
    {
        "InputPath",
        "OutputPath",
        "Parameters",
        "Result",
        "ResultSelector",
        "ResultPath",
        "ItemsPath",
        "SecondsPath",
        "TimestampPath",
        "TimeoutSecondsPath",
        "HeartbeatSecondsPath",
        "MaxConcurrencyPath",
        "ToleratedFailureCountPath",
        "ToleratedFailurePercentagePath",
        "ErrorPath",
        "CausePath",
        "Variable",
    };

    public static string NameOf(QueryLanguage language) => language == QueryLanguage.Jsonata ? "JSONata" : "JSONPath";

    /// <summary>Whether the other language has the field.</summary>
    public static bool BelongsToOther(QueryLanguage language, string field) =>
        (language == QueryLanguage.Jsonata ? OnlyInJsonPath : OnlyInJsonata).Contains(field);

    /// <summary>Reads the field QueryLanguage.</summary>
    /// <param name="inherited">The language without the field.</param>
    public static QueryLanguage Read(FieldReader fields, QueryLanguage inherited)
    {
        switch (fields.Text("QueryLanguage"))
        {
            case null:
                return inherited;
            case "JSONata":
                return QueryLanguage.Jsonata;
            case "JSONPath" when inherited == QueryLanguage.Jsonata:
                fields.Errors.Add(fields.Pointer, "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine");
                return QueryLanguage.JsonPath;
            case "JSONPath":
                return QueryLanguage.JsonPath;
            case var other:
                fields.Errors.Add(fields.At("QueryLanguage"), $"'{other}' is not a QueryLanguage. The values are JSONPath and JSONata");
                return inherited;
        }
    }
}
