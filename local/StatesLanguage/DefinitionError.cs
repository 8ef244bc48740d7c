namespace PromptToImage.StatesLanguage;

/// <summary>One error in a definition, or one warning about it.</summary>
/// <param name="Location">
/// The place as Step Functions writes it, for example <c>/States/Ship/Catch[0]/Next</c>; empty for the whole document.
/// </param>
/// <param name="Message">A description of the error, for a person.</param>
/// <param name="Code">The diagnostic code of ValidateStateMachineDefinition, for example SCHEMA_VALIDATION_FAILED.</param>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html</remarks>
public sealed record DefinitionError(string Location, string Message, string Code = DefinitionError.Schema)
{
    /// <summary>A field is missing, unknown or has a wrong value.</summary>
    public const string Schema = "SCHEMA_VALIDATION_FAILED";

    /// <summary>The definition is empty.</summary>
    public const string Missing = "MISSING_DESCRIPTION";

    /// <summary>Two states have the same name.</summary>
    public const string DuplicateName = "DUPLICATE_STATE_NAME";

    /// <summary>The name of a state is too short or too long.</summary>
    public const string InvalidName = "INVALID_STATE_NAME";

    /// <summary>Branches and item processors are inside each other too often.</summary>
    public const string TooDeep = "TOO_DEEPLY_NESTED";

    /// <summary>The definition is not a JSON object.</summary>
    public const string NotJson = "INVALID_JSON_DESCRIPTION";

    /// <summary>A transition leads to no state, or no transition leads to a state.</summary>
    public const string MissingTarget = "MISSING_TRANSITION_TARGET";

    /// <summary>A JSONata expression cannot be parsed.</summary>
    public const string InvalidExpression = "INVALID_JSONATA_EXPRESSION";

    /// <summary>A JSONata expression refers to a value that it cannot have.</summary>
    public const string UnsupportedExpression = "UNSUPPORTED_JSONATA_EXPRESSION";

    /// <summary>The code, the message and the place.</summary>
    public override string ToString() => $"{Code}: {Message} at {(Location.Length == 0 ? "/" : Location)}";
}
