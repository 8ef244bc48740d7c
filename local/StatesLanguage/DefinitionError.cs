namespace PromptToImage.StatesLanguage;

/// <summary>One thing that is wrong with a definition.</summary>
/// <param name="JsonPointer">Where, as RFC 6901 has it; empty for the whole document.</param>
/// <param name="Message">What, for a person.</param>
/// <param name="Code">Kind of fault as ValidateStateMachineDefinition reports it, for example SCHEMA_VALIDATION_FAILED.</param>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html</remarks>
public sealed record DefinitionError(string JsonPointer, string Message, string Code = DefinitionError.Schema)
{
    public const string Schema = "SCHEMA_VALIDATION_FAILED";
    public const string NotJson = "INVALID_JSON_DESCRIPTION";
    public const string MissingTarget = "MISSING_TRANSITION_TARGET";
    public const string QueryLanguage = "QUERY_LANGUAGE_NOT_SUPPORTED";

    public override string ToString() => $"{Code}: {Message} at {(JsonPointer.Length == 0 ? "/" : JsonPointer)}";
}
