using System.Text.Json;
using PromptToImage.AwsEmulator.Authorization;

namespace PromptToImage.AwsEmulator.Executions.Api;

/// <summary>
/// The permissions of Step Functions' operations,
/// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html.
/// </summary>
internal static class StatesPermissions
{
    // The parameters that name the resource of an operation, the first that is present.
    private static readonly string[] Resources =
    [
        "executionArn",
        "stateMachineArn",
        "stateMachineVersionArn",
        "stateMachineAliasArn",
        "mapRunArn",
        "resourceArn",
    ];

    public static IEnumerable<Permission> For(string operation, JsonElement body) =>
        operation switch
        {
            "CreateStateMachine" => [new($"states:{operation}", Text(body, "name") is { } name ? StatesArn.ForStateMachine(name) : "*")],
            "CreateStateMachineAlias" => [ForStateMachine(operation, FirstRoute(body))],
            _ => [ForStateMachine(operation, Resources.Select(name => Text(body, name)).FirstOrDefault(arn => arn is not null))],
        };

    /// <summary>
    /// A version or an alias is authorized by the ARN of its state machine, and by the condition key with its name:
    /// https://docs.aws.amazon.com/step-functions/latest/dg/auth-version-alias.html.
    /// </summary>
    private static Permission ForStateMachine(string operation, string? arn)
    {
        var action = $"states:{operation}";
        return arn?.Split(':') is [.., "stateMachine", _, var qualifier]
            ? new Permission(action, arn[..^(qualifier.Length + 1)])
            {
                ConditionKeys = new Dictionary<string, string> { ["states:StateMachineQualifier"] = qualifier },
            }
            : new Permission(action, arn ?? "*");
    }

    private static string? FirstRoute(JsonElement body) =>
        body.TryGetProperty("routingConfiguration", out var routes) && routes is { ValueKind: JsonValueKind.Array }
            ? routes.EnumerateArray().Select(route => Text(route, "stateMachineVersionArn")).FirstOrDefault()
            : null;

    private static string? Text(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
