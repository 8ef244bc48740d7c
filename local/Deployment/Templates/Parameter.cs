using System.Text.Json.Nodes;

namespace PromptToImage.Deployment.Templates;

/// <summary>An entry of a template's section Parameters.</summary>
/// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html</remarks>
internal static class Parameter
{
    /// <summary>The value of a parameter: the argument or the default.</summary>
    /// <exception cref="TemplateException">There is neither, the value is not allowed, or the type is not supported.</exception>
    public static JsonNode Value(string name, JsonNode? declaration, string? argument)
    {
        var type = declaration?["Type"]?.GetValue<string>();
        var value =
            argument ?? declaration?["Default"]?.ToString() ?? throw new TemplateException($"{name}: the parameter has no value.");
        if (declaration?["AllowedValues"] is JsonArray allowed && allowed.All(one => one?.ToString() != value))
        {
            throw new TemplateException($"{name}: '{value}' is not one of the parameter's allowed values.");
        }

        return type switch
        {
            "String" or "Number" => JsonValue.Create(value),
            "CommaDelimitedList" => new JsonArray([.. value.Split(',').Select(item => (JsonNode)JsonValue.Create(item.Trim()))]),
            _ => throw new TemplateException($"{name}: the parameter type {type ?? "(none)"} is not supported on one machine."),
        };
    }
}
