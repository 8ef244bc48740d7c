using System.Reflection;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.AwsEmulator.Executions.TestState;

/// <summary>
/// The response of an operation that a Task calls, with which a mocked result is compared. <c>service-responses.json</c> has the responses of
/// the services that the file names, from AWS's service models (botocore 1.43.11, Apache License 2.0). The results of other services are
/// not compared.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/test-state-isolation.html</remarks>
internal sealed class ServiceResponse
{
    private static readonly Lazy<JsonObject> Services = new(Load);

    // The names in a Resource that differ from those of the service models.
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["states"] = "stepfunctions",
        ["sfn"] = "stepfunctions",
        ["eventbridge"] = "events",
        ["bedrock"] = "bedrock-runtime",
        ["bedrockruntime"] = "bedrock-runtime",
    };

    // A task that waits for a job has the job's description as its result.
    private static readonly Dictionary<string, string> Descriptions = new(StringComparer.Ordinal)
    {
        ["startExecution.sync"] = "DescribeExecution",
        ["startExecution.sync:2"] = "DescribeExecution",
        ["startQueryExecution.sync"] = "GetQueryExecution",
    };

    // What an optimized integration returns as JSON, and the API as text.
    private static readonly Dictionary<string, string[]> Parsed = new(StringComparer.Ordinal)
    {
        ["lambda:invoke"] = ["Payload"],
        ["bedrock:invokeModel"] = ["Body"],
        ["states:startExecution.sync:2"] = ["Input", "Output"],
    };

    private readonly JsonObject _shapes;
    private readonly string _name;
    private readonly string[] _parsed;

    private ServiceResponse(JsonObject shapes, string name, string[] parsed)
    {
        _shapes = shapes;
        _name = name;
        _parsed = parsed;
    }

    /// <returns>Null for a resource whose result is not compared.</returns>
    public static ServiceResponse? Find(TaskResource resource)
    {
        if (resource.Kind != TaskResourceKind.Integration || resource.Resource.Length == 0)
        {
            return null;
        }

        var service = resource.ResourceType[(resource.ResourceType.LastIndexOf(':') + 1)..];
        var operation =
            Descriptions.GetValueOrDefault(resource.Resource) ?? char.ToUpperInvariant(resource.Resource[0]) + resource.Resource[1..];
        return
            Services.Value[Names.GetValueOrDefault(service, service)] is JsonObject model
            && model["operations"]?[operation] is JsonString { Value: var shape }
            ? new ServiceResponse(
                (JsonObject)model["shapes"]!,
                shape,
                Parsed.GetValueOrDefault($"{resource.ResourceType}:{resource.Resource}", [])
            )
            : null;
    }

    /// <param name="result">The mocked result.</param>
    /// <param name="isStrict">Whether required fields must be present.</param>
    /// <exception cref="AwsException">ValidationException. Fields that the response does not have are allowed.</exception>
    public void Check(JsonValue result, bool isStrict) => CheckShape(result, _name, null, isStrict);

    private void CheckShape(JsonValue value, string shape, string? field, bool isStrict)
    {
        if (value is not JsonObject members)
        {
            throw field is null ? TestStateErrors.MockIsNoObject() : Wrong(field, "an object");
        }

        var model = _shapes[shape]!;
        if (isStrict && model["required"] is JsonArray required)
        {
            foreach (var name in required.Cast<JsonString>().Select(name => name.Value).Where(name => members[name] is null))
            {
                throw TestStateErrors.MockSchema($"Required field '{name}' is missing");
            }
        }

        foreach (var (name, member) in members)
        {
            if (model["fields"]![name] is { } type && !_parsed.Contains(name))
            {
                CheckValue(member, type, name, isStrict);
            }
        }
    }

    private void CheckValue(JsonValue value, JsonValue type, string field, bool isStrict)
    {
        if (type is JsonString { Value: var primitive })
        {
            CheckPrimitive(value, primitive, field);
        }
        else if (type["shape"] is JsonString { Value: var shape })
        {
            CheckShape(value, shape, field, isStrict);
        }
        else if (type["list"] is { } item)
        {
            foreach (var element in value as JsonArray ?? throw Wrong(field, "an array"))
            {
                CheckValue(element, item, field, isStrict);
            }
        }
        else if (type["map"] is { } entry)
        {
            foreach (var (_, element) in value as JsonObject ?? throw Wrong(field, "an object"))
            {
                CheckValue(element, entry, field, isStrict);
            }
        }
        else if (value is not JsonString)
        {
            throw Wrong(field, "a string");
        }
        else if (!((JsonArray)type["enum"]!).Contains(value))
        {
            throw TestStateErrors.MockSchema($"Field '{field}' is not an expected value");
        }
    }

    private static void CheckPrimitive(JsonValue value, string type, string field)
    {
        var (isRight, description) = type switch
        {
            "string" => (value is JsonString, "a string"),
            "integer" => (value is JsonNumber { Whole: not null }, "a number"),
            "number" => (value is JsonNumber, "a number"),
            "boolean" => (value.IsBoolean, "a boolean"),
            _ => (true, ""),
        };
        if (!isRight)
        {
            throw Wrong(field, description);
        }
    }

    private static AwsException Wrong(string field, string description) =>
        TestStateErrors.MockSchema($"Field '{field}' must be {description}");

    private static JsonObject Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("service-responses.json")!;
        using var reader = new StreamReader(stream);
        return (JsonObject)JsonValue.Parse(reader.ReadToEnd());
    }
}
