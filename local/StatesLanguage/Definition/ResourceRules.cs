using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>Checks the resources of all Task states against the rules of a host.</summary>
internal static class ResourceRules
{
    private static readonly string[] ExpressExclusions = [".sync", ".waitForTaskToken"];

    public static void Check(JsonObject document, DefinitionRules rules, ErrorCollector errors)
    {
        foreach (var (pointer, state) in StateWalk.States(document))
        {
            if (
                state["Type"] is JsonString { Value: "Task" }
                && state["Resource"] is JsonString { Value: var arn }
                && TaskResource.Parse(arn) is { } resource
                && FindError(resource, rules) is { } error
            )
            {
                errors.Add(FieldReader.Below(pointer, "Resource"), error);
            }
        }
    }

    private static string? FindError(TaskResource resource, DefinitionRules rules)
    {
        if (
            rules.IsExpress
            && ExpressExclusions.FirstOrDefault(pattern => resource.Resource.Contains(pattern, StringComparison.Ordinal)) is { } excluded
        )
        {
            // As recorded, with the blank at the end.
            return $"Express state machine does not support '{excluded}' service integration ";
        }

        return rules.Offers?.Invoke(resource) == false
            ? $"The resource provided {resource.Arn} is not recognized. The value is not a valid resource ARN, or the resource is not "
                + "available in this region."
            : null;
    }
}
