using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PromptToImage.Deployment.Templates;

namespace PromptToImage.Deployment.Resources;

/// <summary>
/// Reads the evaluated properties of a resource. What its type has not read at the end is rejected by name, so that no property is
/// ignored silently. As in CloudFormation, numbers and booleans may be strings.
/// </summary>
internal sealed class Properties(JsonObject json, string path = "")
{
    private static readonly Dictionary<string, string> Empty = [];

    private readonly HashSet<string> _read = [];
    private readonly List<Properties> _nested = [];

    /// <summary>A property as it is; null if it is absent.</summary>
    public JsonNode? Json(string name)
    {
        _read.Add(name);
        return json[name];
    }

    public string? OptionalText(string name) =>
        Json(name) switch
        {
            null => null,
            JsonValue value => value.ToString(),
            _ => throw Invalid(name, "a string"),
        };

    public string Text(string name) => OptionalText(name) ?? throw new TemplateException($"{path}{name} is missing.");

    public int? OptionalNumber(string name) =>
        OptionalText(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw Invalid(name, "a whole number");

    public int Number(string name) => OptionalNumber(name) ?? throw new TemplateException($"{path}{name} is missing.");

    public double? OptionalDouble(string name) =>
        OptionalText(name) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw Invalid(name, "a number");

    public bool? OptionalFlag(string name) =>
        OptionalText(name) switch
        {
            null => null,
            "true" => true,
            "false" => false,
            _ => throw Invalid(name, "true or false"),
        };

    public Properties? Object(string name) =>
        Json(name) switch
        {
            null => null,
            JsonObject value => Nested(value, $"{path}{name}."),
            _ => throw Invalid(name, "an object"),
        };

    public IReadOnlyList<Properties> Objects(string name) =>
        [
            .. List(name)
                .Select(
                    (item, index) =>
                        Nested(
                            item as JsonObject ?? throw Invalid(name, "a list of objects"),
                            string.Create(CultureInfo.InvariantCulture, $"{path}{name}[{index}].")
                        )
                ),
        ];

    public IReadOnlyList<string> Texts(string name) =>
        [.. List(name).Select(item => item is JsonValue value ? value.ToString() : throw Invalid(name, "a list of strings"))];

    /// <summary>An object whose members are strings, for example environment variables.</summary>
    public IReadOnlyDictionary<string, string> Map(string name) =>
        Json(name) switch
        {
            null => Empty,
            JsonObject map => map.ToDictionary(
                member => member.Key,
                member => member.Value is JsonValue value ? value.ToString() : throw Invalid($"{name}.{member.Key}", "a string")
            ),
            _ => throw Invalid(name, "an object of strings"),
        };

    /// <summary>An object as JSON text, for example a policy.</summary>
    public string JsonText(string name) =>
        Json(name) is JsonObject document ? document.ToJsonString() : throw Invalid(name, "an object");

    /// <summary>A policy document.</summary>
    public JsonElement Document(string name) =>
        Json(name) is JsonObject document ? JsonSerializer.SerializeToElement(document) : throw Invalid(name, "a policy document");

    /// <summary>Accepts properties that change nothing on one machine; docs/fidelity.md gives the reasons.</summary>
    public void AcceptWithoutEffect(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            _read.Add(name);
        }
    }

    /// <summary>Accepts all properties, of a resource that changes nothing on one machine.</summary>
    public void AcceptAllWithoutEffect() => AcceptWithoutEffect([.. json.Select(property => property.Key)]);

    /// <exception cref="TemplateException">A property was not read.</exception>
    public void RejectUnread()
    {
        if (json.Select(property => property.Key).FirstOrDefault(name => !_read.Contains(name)) is { } unread)
        {
            throw new TemplateException($"the property {path}{unread} is not supported on one machine.");
        }

        foreach (var nested in _nested)
        {
            nested.RejectUnread();
        }
    }

    private JsonArray List(string name) =>
        Json(name) switch
        {
            null => [],
            JsonArray list => list,
            _ => throw Invalid(name, "a list"),
        };

    private Properties Nested(JsonObject value, string place)
    {
        var nested = new Properties(value, place);
        _nested.Add(nested);
        return nested;
    }

    private TemplateException Invalid(string name, string expected) => new($"{path}{name} must be {expected}.");
}
