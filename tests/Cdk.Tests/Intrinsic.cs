using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptToImage.Cdk.Tests;

/// <summary>Formats values of a template in short form: <c>${Queue}</c>, <c>${Queue.Arn}</c>.</summary>
public static class Intrinsic
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Text(JsonNode? node) =>
        node switch
        {
            null => "",
            JsonValue value when value.TryGetValue(out string? text) => text,
            JsonObject { Count: 1 } single => Call(single.First().Key, single.First().Value!),
            _ => node.ToJsonString(Plain),
        };

    /// <summary>Formats a policy statement: effect, principal, actions, resources and condition.</summary>
    public static string Line(JsonNode statement)
    {
        var effect = statement["Effect"]!.GetValue<string>() == "Deny" ? "DENY " : "";
        var who = statement["Principal"] is { } principal ? Who(principal) + ": " : "";
        var condition = statement["Condition"] is { } when ? " if " + Flat(when) : "";
        var resource = statement["Resource"] is { } what ? " on " + Many(what) : "";
        return $"{effect}{who}{Many(statement["Action"]!)}{resource}{condition}";
    }

    public static string Many(JsonNode node) => node is JsonArray array ? string.Join(" ", array.Select(Text)) : Text(node);

    private static string Who(JsonNode principal) =>
        principal is JsonObject kinds ? string.Join(" ", kinds.Select(kind => Many(kind.Value!))) : Text(principal);

    private static string Flat(JsonNode condition) =>
        string.Join(
            " and ",
            condition.AsObject().SelectMany(test => test.Value!.AsObject().Select(key => $"{key.Key} {test.Key} {Many(key.Value!)}"))
        );

    private static string Call(string function, JsonNode argument) =>
        function switch
        {
            "Ref" => $"${{{Text(argument)}}}",
            "Fn::GetAtt" => $"${{{string.Join(".", argument.AsArray().Select(Text))}}}",
            "Fn::Join" => string.Join(Text(argument[0]), argument[1]!.AsArray().Select(Text)),
            _ => $"{function}({Text(argument)})",
        };
}
