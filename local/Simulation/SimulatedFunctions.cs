using System.Globalization;
using PromptToImage.Contracts;
using PromptToImage.Simulation.Exploration;
using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.Simulation;

/// <summary>Names and ARNs that stand for the deployed ones.</summary>
public static class SimulatedFunctions
{
    public const string Validate = "validate";
    public const string Generate = "generate";
    public const string Store = "store";
    public const string Notify = "notify";
    public const string StateMachineName = DeploymentNames.Default;
    public const string StateMachineArn = $"arn:aws:states:us-east-1:000000000000:stateMachine:{StateMachineName}";

    private const string FunctionArnPrefix = "arn:aws:lambda:us-east-1:000000000000:function:";

    /// <summary>Replaces the placeholders of a definition and parses it.</summary>
    /// <exception cref="InvalidDefinitionException">The definition is invalid.</exception>
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
        // An edited definition may not use every placeholder.
        var named = DefinitionSubstitution.Placeholders(definition).ToHashSet();
        return StateMachine.Parse(
            DefinitionSubstitution.Apply(definition, values.Where(value => named.Contains(value.Key)).ToDictionary())
        );
    }

    /// <summary>Replaces the placeholders of a definition, parses it, and checks that each of its tasks is modelled.</summary>
    /// <exception cref="InvalidDefinitionException">The definition is invalid, or a task is not one of the pipeline.</exception>
    public static StateMachine ParseModelled(string definition)
    {
        var machine = Parse(definition);
        var unknown = machine
            .Flow.AllStates.OfType<TaskState>()
            .Where(state => TaskRoles.Find(state) is null)
            .Select(state => new DefinitionError(
                $"{state.Location}/Resource",
                $"The task {state.Resource.Arn} is not modelled. The modelled tasks are sqs:sendMessage and the pipeline's functions, by "
                    + "their placeholders: as the resource, or as a constant FunctionName of lambda:invoke"
            ))
            .ToList();
        return unknown.Count == 0 ? machine : throw new InvalidDefinitionException(unknown);
    }

    /// <summary>The name of the execution of a prompt.</summary>
    /// <param name="prompt">The number of the prompt in the order of sending.</param>
    public static string ExecutionName(int prompt) => string.Create(CultureInfo.InvariantCulture, $"p{prompt}");

    public static string ExecutionArn(string name) => StateMachineArns.ForExecution(StateMachineArn, name);
}
