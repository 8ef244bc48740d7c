using System.Diagnostics.CodeAnalysis;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Evaluation;

/// <summary>
/// The variables that a state can read: those of its own scope, and those of the scopes around it, which it cannot assign. Each
/// branch and each iteration has a scope. Immutable.
/// </summary>
internal sealed class VariableScope
{
    public static readonly VariableScope Empty = new(null, null);

    private readonly VariableScope? _outer;
    private readonly JsonObject? _own;

    private VariableScope(VariableScope? outer, JsonObject? own)
    {
        _outer = outer;
        _own = own;
    }

    /// <summary>The size of the variables of this scope alone, in bytes of UTF-8.</summary>
    public int OwnBytes => _own?.Utf8Size ?? 0;

    public VariableScope Inner() => _own is null && _outer is null ? this : new VariableScope(this, null);

    public VariableScope With(JsonObject assigned)
    {
        var own = _own ?? JsonObject.Empty;
        foreach (var (name, value) in assigned)
        {
            own = own.With(name, value);
        }

        return new VariableScope(_outer, own);
    }

    public bool TryGet(string name, [NotNullWhen(true)] out JsonValue? value)
    {
        for (var scope = this; scope is not null; scope = scope._outer)
        {
            if (scope._own is { } own && own.TryGet(name, out value))
            {
                return true;
            }
        }

        value = null;
        return false;
    }
}
