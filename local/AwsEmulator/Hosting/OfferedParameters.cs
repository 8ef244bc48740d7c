using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>
/// The parameters that the operations of a service offer. A request with any other parameter is rejected by name, so that no parameter is
/// silently ignored.
/// </summary>
/// <remarks>
/// A parameter is a path of names with full stops: <c>Entries.MessageAttributes.*.DataType</c>. <c>*</c> is any key of a map, and <c>N</c>
/// any number of a list in a form. In JSON the items of a list have the path of the list.
/// </remarks>
/// <param name="operations">For each operation its parameters, separated by spaces.</param>
/// <param name="common">Parameters that every operation accepts, for example those of a signature.</param>
/// <param name="withoutEffect">Those of them that are accepted and change nothing, because what they concern is not offered.</param>
public sealed class OfferedParameters(IReadOnlyDictionary<string, string> operations, string common = "", string withoutEffect = "")
{
    private readonly FrozenDictionary<string, Node> _nodes = operations.ToFrozenDictionary(
        pair => pair.Key,
        pair => Node.Parse($"{pair.Value} {common}")
    );

    private readonly FrozenSet<string> _withoutEffect = withoutEffect
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>For each operation its own parameters, separated by spaces.</summary>
    internal IReadOnlyDictionary<string, string> Operations { get; } = operations;

    /// <summary>Whether an operation accepts a parameter.</summary>
    public bool IsOffered(string operation, string parameter) =>
        parameter.Split('.').Aggregate(_nodes[operation], (node, name) => node?.Find(name)!) is not null;

    /// <summary>Whether a parameter is accepted and changes nothing.</summary>
    public bool IsWithoutEffect(string parameter) => _withoutEffect.Contains(parameter);

    /// <summary>Checks the members of a JSON request, at every depth. As in AWS's JSON protocols, null counts as absent.</summary>
    /// <exception cref="AwsException">ValidationException.</exception>
    public void Check(string operation, JsonElement request) => Check(operation, _nodes[operation], request, "");

    /// <summary>Checks the name of a parameter in a form, a query or a header.</summary>
    /// <exception cref="AwsException">ValidationException.</exception>
    public void CheckName(string operation, string name)
    {
        if (!IsOffered(operation, name))
        {
            throw AwsErrors.UnsupportedParameter(operation, name);
        }
    }

    private static void Check(string operation, Node node, JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                Check(operation, node, item, path);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object && !node.IsLeaf)
        {
            foreach (var member in value.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.Null)
                {
                    continue;
                }

                if (node.Find(member) is not { } child)
                {
                    throw AwsErrors.UnsupportedParameter(operation, path + member.Name);
                }

                if (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                {
                    Check(operation, child, member.Value, $"{path}{member.Name}.");
                }
            }
        }
    }

    /// <summary>The names after a part of a path.</summary>
    private sealed class Node
    {
        private const string AnyKey = "*";
        private const string AnyNumber = "N";

        private readonly List<(string Name, byte[] Utf8Name, Node Node)> _children = [];
        private Node? _anyKey;
        private Node? _anyNumber;

        /// <summary>Whether nothing is known about the parts of the value, because the operation reads it as a whole.</summary>
        public bool IsLeaf => _children.Count == 0 && _anyKey is null;

        public static Node Parse(string parameters)
        {
            var root = new Node();
            foreach (var parameter in parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                _ = parameter.Split('.').Aggregate(root, (node, name) => node.Add(name));
            }

            return root;
        }

        public Node? Find(string name) =>
            _children.Find(child => child.Name == name).Node
            ?? _anyKey
            ?? (name == AnyNumber || int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? _anyNumber : null);

        // Compares bytes, so that the names of a request's members need not become strings.
        public Node? Find(JsonProperty member)
        {
            foreach (var child in _children)
            {
                if (member.NameEquals(child.Utf8Name))
                {
                    return child.Node;
                }
            }

            return _anyKey;
        }

        private Node Add(string name)
        {
            switch (name)
            {
                case AnyKey:
                    return _anyKey ??= new Node();
                case AnyNumber:
                    return _anyNumber ??= new Node();
                default:
                    if (_children.Find(child => child.Name == name).Node is not { } node)
                    {
                        _children.Add((name, Encoding.UTF8.GetBytes(name), node = new Node()));
                    }

                    return node;
            }
        }
    }
}
