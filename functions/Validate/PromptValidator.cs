using PromptToImage.Contracts.Messages;
using PromptToImage.Contracts.Steps;
using PromptToImage.Functions.Errors;

namespace PromptToImage.Functions.Validate;

/// <summary>Converts a message to a request for the configured model.</summary>
internal sealed class PromptValidator(string modelId)
{
    /// <exception cref="InvalidPromptException">The message breaks the rules for prompts. The exception lists every error.</exception>
    public GenerationRequest Validate(ExecutionInput input)
    {
        var validation = PromptRules.Check(input.Message, input.Id, modelId);
        return validation.IsValid ? validation.Request : throw new InvalidPromptException(validation.Explain());
    }
}
