using System.Globalization;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>The parameters of a Query request: <c>Action=…&amp;Version=…&amp;Name.1=…</c>.</summary>
public sealed class QueryRequest
{
    private readonly Dictionary<string, string> _parameters;

    private QueryRequest(string path, Dictionary<string, string> parameters)
    {
        Path = path;
        _parameters = parameters;
    }

    /// <summary>The path of the request. Old clients send the queue's path.</summary>
    public string Path { get; }

    /// <summary>The idempotency scope, or null. See <see cref="Hosting.IdempotencyScope"/>.</summary>
    public string? IdempotencyScope { get; init; }

    public string Action => this["Action"] ?? "";

    /// <summary>The API version, which identifies the service: <c>2012-11-05</c> is SQS, <c>2010-03-31</c> SNS.</summary>
    public string Version => this["Version"] ?? "";

    public IReadOnlyDictionary<string, string> Parameters => _parameters;

    /// <summary>A parameter's value; null if it is absent.</summary>
    public string? this[string name] => _parameters.GetValueOrDefault(name);

    /// <exception cref="AwsException">MissingParameter.</exception>
    public string Required(string name) =>
        this[name] ?? throw new AwsException("MissingParameter", $"The request must contain the parameter {name}.");

    /// <summary>The prefixes of a list's members, in order: <c>Entry.1</c>, <c>Entry.2</c>, ….</summary>
    public IEnumerable<string> Members(string name)
    {
        var prefix = name + ".";
        return _parameters
            .Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(key => key[prefix.Length..].Split('.', 2)[0])
            .Where(index => int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Distinct(StringComparer.Ordinal)
            .OrderBy(index => int.Parse(index, CultureInfo.InvariantCulture))
            .Select(index => prefix + index);
    }

    /// <summary>Parses <c>application/x-www-form-urlencoded</c>. If a name is repeated, the last value counts.</summary>
    public static QueryRequest Parse(string path, string form, string? idempotencyScope = null)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in form.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? pair : pair[..equals];
            parameters[Decode(name)] = equals < 0 ? "" : Decode(pair[(equals + 1)..]);
        }

        return new QueryRequest(path, parameters) { IdempotencyScope = idempotencyScope };
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
