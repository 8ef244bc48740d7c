using PromptToImage.Contracts.Messages;
using PromptToImage.Contracts.Steps;
using PromptToImage.Functions.Errors;

namespace PromptToImage.Functions.Validate;

/// <summary>Turns a message into a request for the model that is configured.</summary>
internal sealed class PromptValidator(string modelId)
{
    /// <exception cref="InvalidPromptException">With every fault of it.</exception>
    public GenerationRequest Validate(ExecutionInput input)
    {
        var verdict = PromptRules.Check(input.Message, input.Id, modelId);
        return verdict.IsValid ? verdict.Request : throw new InvalidPromptException(verdict.Explain());
    }
}
