using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions.TestState;

/// <summary>The context object of a tested state: the caller's, or that of an execution that is not stored.</summary>
internal static class TestStateContext
{
    private static readonly Dictionary<string, (string Field, JsonKind? Kind)[]> Fields = new(StringComparer.Ordinal)
    {
        ["Execution"] =
        [
            ("Id", JsonKind.String),
            ("Input", null),
            ("Name", JsonKind.String),
            ("RedriveCount", JsonKind.Number),
            ("RedriveTime", JsonKind.String),
            ("RoleArn", JsonKind.String),
            ("StartTime", JsonKind.String),
        ],
        ["State"] = [("EnteredTime", JsonKind.String), ("Name", JsonKind.String), ("RetryCount", JsonKind.Number)],
        ["StateMachine"] = [("Id", JsonKind.String), ("Name", JsonKind.String)],
        ["Task"] = [("Token", JsonKind.String)],
    };

    /// <summary>The names and times of the execution, as in the context object of a test on AWS.</summary>
    public static ExecutionStart Start(string? roleArn, JsonValue input, DateTimeOffset now, IdGenerator ids)
    {
        var machine = ids.Next();
        var name = ids.Next();
        // A role belongs to the account that passes it.
        var account = roleArn?.Split(':') is [_, _, _, _, { Length: 12 } owner, ..] ? owner : AwsAccount.Id;
        var prefix = $"arn:aws:states:{AwsAccount.Region}:{account}:";
        return new ExecutionStart
        {
            ExecutionArn = $"{prefix}express:{machine}:{name}",
            Name = name,
            Input = input,
            StartTime = now,
            StateMachineArn = $"{prefix}stateMachine:{machine}",
            StateMachineName = machine,
            RoleArn = roleArn,
        };
    }

    /// <summary>Reads the caller's context object.</summary>
    /// <exception cref="AwsException">ValidationException.</exception>
    public static JsonValue Read(string context)
    {
        if (!JsonValue.TryParse(context, out var value) || value is not JsonObject given)
        {
            throw TestStateErrors.InvalidContext("it must be a JSON object");
        }

        foreach (var (name, part) in given)
        {
            if (name == "Map")
            {
                throw TestStateErrors.InvalidContext("'Map' field is not supported when mocking a Context object");
            }

            Check(name, part, Fields.GetValueOrDefault(name) ?? throw TestStateErrors.InvalidContext($"Field '{name}' is not allowed"));
        }

        return given;
    }

    private static void Check(string name, JsonValue part, (string Field, JsonKind? Kind)[] fields)
    {
        if (part is not JsonObject members)
        {
            throw TestStateErrors.InvalidContext($"{name} must be a object");
        }

        foreach (var (field, value) in members)
        {
            if (!Array.Exists(fields, known => known.Field == field))
            {
                throw TestStateErrors.InvalidContext($"Field '{field}' is not allowed");
            }

            var kind = Array.Find(fields, known => known.Field == field).Kind;
            if (kind is not null && kind != value.Kind)
            {
                throw TestStateErrors.InvalidContext($"{name}.{field} must be a {(kind == JsonKind.Number ? "integer" : "string")}");
            }
        }
    }
}
