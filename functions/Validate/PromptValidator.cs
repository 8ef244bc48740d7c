using PromptToImage.Contracts.Messages;
using PromptToImage.Contracts.Steps;
using PromptToImage.Functions.Errors;

namespace PromptToImage.Functions.Validate;

/// <summary>Turns a message into a request for the model that is configured.</summary>
internal sealed class PromptValidator(string modelId)
{
    /// <exception cref="InvalidPromptException">With every error of it.</exception>
    public GenerationRequest Validate(ExecutionInput input)
    {
        var validation = PromptRules.Check(input.Message, input.Id, modelId);
        return validation.IsValid ? validation.Request : throw new InvalidPromptException(validation.Explain());
    }
}
