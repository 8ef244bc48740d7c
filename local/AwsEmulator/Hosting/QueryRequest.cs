using System.Globalization;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>The parameters of a Query request: <c>Action=…&amp;Version=…&amp;Name.1=…</c>.</summary>
public sealed class QueryRequest
{
    // The longest name of an operation is SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.StringValue.
    private const int MaxParts = 8;

    private readonly Dictionary<string, string> _parameters = new(StringComparer.Ordinal);
    private readonly Node _root = new();

    private QueryRequest(string path)
    {
        Path = path;
    }

    /// <summary>The path of the request. Old clients send the queue's path.</summary>
    public string Path { get; }

    /// <summary>The idempotency scope, or null. See <see cref="Hosting.IdempotencyScope"/>.</summary>
    public string? IdempotencyScope { get; init; }

    public string Action => this["Action"] ?? "";

    /// <summary>The API version, which identifies the service: <c>2012-11-05</c> is SQS, <c>2010-03-31</c> SNS.</summary>
    public string Version => this["Version"] ?? "";

    /// <summary>A parameter's value; null if it is absent.</summary>
    public string? this[string name] => _parameters.GetValueOrDefault(name);

    /// <summary>The names of all parameters, except empty ones: SDKs send an empty list or map as a name without a value.</summary>
    public IEnumerable<string> Names => from parameter in _parameters where parameter.Value.Length > 0 select parameter.Key;

    /// <exception cref="AwsException">MissingParameter.</exception>
    public string Required(string name) =>
        this[name] ?? throw new AwsException("MissingParameter", $"The request must contain the parameter {name}.");

    /// <summary>The prefixes of a list's members, in order: <c>Entry.1</c>, <c>Entry.2</c>, ….</summary>
    public IEnumerable<string> Members(string name) =>
        Find(name)
            .Children.Keys.Where(index => int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .OrderBy(index => int.Parse(index, CultureInfo.InvariantCulture))
            .Select(index => $"{name}.{index}");

    /// <summary>The parameters directly below a name, without those of lists and maps: <c>Id</c> for <c>Entry.1.Id</c>.</summary>
    /// <param name="name">For example <c>Entry.1</c>; empty for the parameters whose names have no full stop.</param>
    public IEnumerable<KeyValuePair<string, string>> Values(string name) =>
        from child in Find(name).Children
        where child.Value.Value is not null
        select KeyValuePair.Create(child.Key, child.Value.Value);

    /// <summary>Parses <c>application/x-www-form-urlencoded</c>. If a name is repeated, the last value counts.</summary>
    public static QueryRequest Parse(string path, string form, string? idempotencyScope = null)
    {
        var request = new QueryRequest(path) { IdempotencyScope = idempotencyScope };
        foreach (var pair in form.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? pair : pair[..equals];
            request.Add(Decode(name), equals < 0 ? "" : Decode(pair[(equals + 1)..]));
        }

        return request;
    }

    private void Add(string name, string value)
    {
        _parameters[name] = value;
        var node = _root;
        foreach (var part in name.Split('.', MaxParts))
        {
            if (!node.Children.TryGetValue(part, out var child))
            {
                node.Children[part] = child = new Node();
            }

            node = child;
        }

        node.Value = value;
    }

    private Node Find(string name)
    {
        var node = _root;
        foreach (var part in name.Length == 0 ? [] : name.Split('.', MaxParts))
        {
            if (!node.Children.TryGetValue(part, out var child))
            {
                return new Node();
            }

            node = child;
        }

        return node;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    /// <summary>The parameters as a tree, so that a structure is read without a search through all of them.</summary>
    private sealed class Node
    {
        public Dictionary<string, Node> Children { get; } = new(StringComparer.Ordinal);

        public string? Value { get; set; }
    }
}
