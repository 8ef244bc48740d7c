using System.Text.Json.Nodes;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.CloudWatchModel;
using PromptToImage.Deployment.Iam;
using PromptToImage.Deployment.Resources;
using PromptToImage.Deployment.Templates;

namespace PromptToImage.Deployment;

/// <summary>The resources of a template in the emulator.</summary>
public sealed class Stack
{
    private readonly StackOptions _options;
    private readonly StackScope _scope;
    private readonly List<StackRecord> _deployed = [];

    private Stack(StackOptions options)
    {
        _options = options;
        _scope = new StackScope(options.Template, options.Name, options.Parameters);
    }

    /// <summary>The values of the template's section Outputs by their logical ids.</summary>
    public IReadOnlyDictionary<string, string> Outputs { get; private set; } = new Dictionary<string, string>();

    /// <summary>
    /// Creates the resources of a template, or updates them if an earlier deployment has created them, and deletes those that the template
    /// no longer has. The whole template is checked before the first change.
    /// </summary>
    /// <exception cref="TemplateException">The template is not valid, or a resource cannot be created.</exception>
    public static async Task<Stack> DeployAsync(StackOptions options)
    {
        var stack = new Stack(options);
        var resources = TemplateCheck.Run(options.Template, stack._scope);
        foreach (var resource in resources)
        {
            await stack.PutAsync(resource);
        }

        stack.Outputs = stack.EvaluateOutputs();
        await new StackRecords(options.Emulator, options.Name).ReplaceAsync(stack._deployed);
        return stack;
    }

    /// <summary>The value of an expression of the template, for example of a property that the deployment does not use.</summary>
    /// <exception cref="TemplateException">The expression is not a text.</exception>
    public string Evaluate(JsonNode expression) => new Evaluator(_scope, "Evaluate").Text(expression, "The expression");

    private async Task PutAsync(TemplateResource resource)
    {
        var type = ResourceTypes.All[resource.Type];
        try
        {
            var evaluated = new Evaluator(_scope, resource.LogicalId).Evaluate(resource.Properties)!.AsObject();
            var request = new ResourceRequest(resource.LogicalId, new Properties(evaluated), _options);
            var deployed = await type.PutAsync(request);
            request.Properties.RejectUnread();
            _scope.Add(resource.LogicalId, deployed.Reference, deployed.Attributes);
            _deployed.Add(new StackRecord(type.Name, deployed.PhysicalId, resource.IsRetained));
        }
        catch (Exception e) when (IsRejection(e))
        {
            throw new TemplateException($"{resource.LogicalId} ({type.Name}): {e.Message}", e);
        }
    }

    /// <summary>Whether the template or a service is the cause, and not a fault of this program.</summary>
    private static bool IsRejection(Exception e) =>
        e
            is AwsException
                or TemplateException
                or InvalidAlarmException
                or PolicyFormatException
                or ArgumentException
                or InvalidOperationException
                or IOException;

    private Dictionary<string, string> EvaluateOutputs()
    {
        Dictionary<string, string> outputs = [];
        foreach (var (name, output) in _options.Template.Outputs)
        {
            var evaluator = new Evaluator(_scope, name);
            if (output?["Condition"] is not { } condition || evaluator.Condition(condition))
            {
                outputs.Add(name, evaluator.Text(output?["Value"], "The value of an output"));
            }
        }

        return outputs;
    }
}
