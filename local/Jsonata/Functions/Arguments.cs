using System.Diagnostics.CodeAnalysis;
using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions;

/// <summary>
/// The arguments of a call. The signature has checked their types already, except where the function is applied partially: then an
/// argument of another type is T0410.
/// </summary>
internal readonly ref struct Arguments(JsonValue?[] values)
{
    private readonly JsonValue?[] _values = values;

    public int Count => _values.Length;

    /// <summary>Null where the argument is omitted or undefined.</summary>
    public JsonValue? this[int index] => index < _values.Length ? _values[index] : null;

    public bool IsUndefined(int index) => this[index] is null;

    public string Text(int index) => this[index] is JsonString text ? text.Value : throw Mismatch(index);

    /// <summary>NaN for undefined, as in JavaScript.</summary>
    public double Number(int index) =>
        this[index] switch
        {
            JsonNumber number => number.Double,
            null => double.NaN,
            _ => throw Mismatch(index),
        };

    /// <summary>The argument as text, and "undefined" for undefined, as in JavaScript.</summary>
    public string TextOrUndefined(int index) => this[index] is null ? "undefined" : Text(index);

    public JsonValue Array(int index) => this[index] is { Kind: JsonKind.Array } array ? array : throw Mismatch(index);

    public FunctionValue Function(int index) => this[index] as FunctionValue ?? throw Mismatch(index);

    /// <summary>Whether the argument is there.</summary>
    public bool TryText(int index, [NotNullWhen(true)] out string? text)
    {
        text = this[index] is null ? null : Text(index);
        return text is not null;
    }

    /// <inheritdoc cref="TryText"/>
    public bool TryNumber(int index, out double number)
    {
        number = this[index] is null ? double.NaN : Number(index);
        return this[index] is not null;
    }

    private JsonataException Mismatch(int index) => new("T0410") { Index = index + 1, Value = this[index] };
}
