namespace PromptToImage.StatesLanguage;

/// <summary>One error in a definition.</summary>
/// <param name="JsonPointer">
/// The place of the error as a JSON Pointer (RFC 6901), for example <c>/States/Ship/Next</c>; empty for the whole
/// document.
/// </param>
/// <param name="Message">A description of the error, for a person.</param>
/// <param name="Code">The diagnostic code of ValidateStateMachineDefinition, for example SCHEMA_VALIDATION_FAILED.</param>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html</remarks>
public sealed record DefinitionError(string JsonPointer, string Message, string Code = DefinitionError.Schema)
{
    /// <summary>A field is missing, unknown or has a wrong value.</summary>
    public const string Schema = "SCHEMA_VALIDATION_FAILED";

    /// <summary>The definition is not a JSON object.</summary>
    public const string NotJson = "INVALID_JSON_DESCRIPTION";

    /// <summary>A transition leads to no state, or no transition leads to a state.</summary>
    public const string MissingTarget = "MISSING_TRANSITION_TARGET";

    /// <summary>A JSONata expression cannot be parsed.</summary>
    public const string InvalidExpression = "INVALID_JSONATA_EXPRESSION";

    /// <summary>A JSONata expression refers to a value that it cannot have.</summary>
    public const string UnsupportedExpression = "UNSUPPORTED_JSONATA_EXPRESSION";

    /// <summary>The code, the message and the place.</summary>
    public override string ToString() => $"{Code}: {Message} at {(JsonPointer.Length == 0 ? "/" : JsonPointer)}";
}
