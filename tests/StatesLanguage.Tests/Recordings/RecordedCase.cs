using System.Globalization;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.Recordings;

/// <summary>An execution that was recorded on AWS.</summary>
public sealed class RecordedCase(JsonObject json)
{
    public string Kind => Text("kind");

    public string QueryLanguage => Text("query_language");

    public string Definition => json["definition"]!.ToJson();

    public JsonValue Input => json["input"]!;

    public JsonValue Expected => json["expected"]!;

    public JsonArray Events => Expected["events"] as JsonArray ?? JsonArray.Empty;

    /// <summary>Whether the order of the events differs between runs on AWS.</summary>
    public bool Unordered => json["features"] is JsonArray features && features.Any(f => f is JsonString { Value: "Map" or "Parallel" });

    public bool LostParallelEvents => json["order_insensitive_parallel"]!.Kind == JsonKind.True;

    public JsonValue? Function(string name) => json["lambda"]?[name];

    /// <summary>The StopExecution call that ended the execution; null without one.</summary>
    public ExecutionEvent.Stop? Stop =>
        Text(Expected, "status") == "ABORTED" ? new ExecutionEvent.Stop(Text(Expected, "error"), Text(Expected, "cause")) : null;

    public ExecutionStart Start()
    {
        var machine = json["state_machine"]!;
        return new ExecutionStart
        {
            ExecutionArn = Text(machine, "execution_arn") ?? "arn:aws:states:us-east-1:111111111111:execution:machine:run",
            Name = Text(machine, "execution_name") ?? "run",
            Input = Input,
            StartTime = json["virtual_now"] is JsonString now
                ? DateTimeOffset.Parse(now.Value, CultureInfo.InvariantCulture)
                : VirtualRun.Morning,
            StateMachineArn = Text(machine, "state_machine_arn") ?? "arn:aws:states:us-east-1:111111111111:stateMachine:machine",
            StateMachineName = Text(machine, "name") ?? "machine",
            RoleArn = Text(machine, "role_arn") ?? "snf_role_arn",
        };
    }

    public static RecordedCase Load(string file) => new((JsonObject)JsonValue.Parse(File.ReadAllText(file)));

    private string Text(string key) => ((JsonString)json[key]!).Value;

    private static string? Text(JsonValue value, string key) => value[key] is JsonString s ? s.Value : null;
}
