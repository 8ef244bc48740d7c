using PromptToImage.Contracts;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Simulation;

/// <summary>The names and addresses that stand for the deployed ones where nothing is deployed.</summary>
public static class SimulatedFunctions
{
    public const string Validate = "validate";
    public const string Generate = "generate";
    public const string Store = "store";
    public const string Notify = "notify";
    public const string StateMachineName = "prompt-to-image";
    public const string StateMachineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:prompt-to-image";

    private const string FunctionArnPrefix = "arn:aws:lambda:us-east-1:000000000000:function:";

    /// <summary>The definition with its placeholders filled in.</summary>
    /// <exception cref="InvalidDefinitionException">The definition is wrong.</exception>
    public static StateMachine Parse(string definition)
    {
        var values = new Dictionary<string, string>
        {
            [StateMachinePlaceholders.ValidateFunctionArn] = FunctionArnPrefix + Validate,
            [StateMachinePlaceholders.GenerateFunctionArn] = FunctionArnPrefix + Generate,
            [StateMachinePlaceholders.StoreFunctionArn] = FunctionArnPrefix + Store,
            [StateMachinePlaceholders.NotifyFunctionArn] = FunctionArnPrefix + Notify,
            [StateMachinePlaceholders.DeadLetterQueueUrl] = "https://sqs.us-east-1.amazonaws.com/000000000000/prompt-to-image-dead-letters",
        };
        // An edited machine may have dropped a placeholder: what it does not name, it does not need.
        var named = DefinitionSubstitution.Placeholders(definition).ToHashSet();
        return StateMachine.Parse(
            DefinitionSubstitution.Apply(definition, values.Where(value => named.Contains(value.Key)).ToDictionary())
        );
    }

    public static string ExecutionArn(string name) => $"arn:aws:states:us-east-1:000000000000:execution:{StateMachineName}:{name}";
}
