using System.Collections.Frozen;

namespace PromptToImage.Jsonata.Functions;

/// <summary>Functions by name. Immutable.</summary>
public sealed class FunctionSet
{
    private readonly FrozenDictionary<string, NativeFunction> _functions;

    private FunctionSet(IEnumerable<KeyValuePair<string, NativeFunction>> functions) =>
        _functions = functions.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>JSONata's own functions without <c>$eval</c>.</summary>
    public static FunctionSet BuiltIn { get; } =
        new(BuiltInFunctions.All.Select(function => KeyValuePair.Create(function.Name, function)));

    public IReadOnlyCollection<string> Names => _functions.Keys;

    /// <summary>These functions and more; a function replaces the one that has its name.</summary>
    public FunctionSet With(params IEnumerable<JsonataFunction> functions)
    {
        var all = new Dictionary<string, NativeFunction>(_functions, StringComparer.Ordinal);
        foreach (var function in functions)
        {
            all[function.Name] = function.ToNative();
        }

        return new FunctionSet(all);
    }

    internal NativeFunction? Find(string name) => _functions.GetValueOrDefault(name);
}
