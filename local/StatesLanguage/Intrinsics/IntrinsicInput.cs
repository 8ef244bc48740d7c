using System.Globalization;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;

namespace PromptToImage.StatesLanguage.Intrinsics;

/// <summary>The values of the arguments of one call. Each method checks the type of an argument.</summary>
/// <param name="values">A value for each argument.</param>
/// <param name="firstAsWritten">The first argument with its escapes, where it is a string literal; otherwise null.</param>
/// <param name="scope">The source of random numbers.</param>
internal readonly ref struct IntrinsicInput(ReadOnlySpan<JsonValue> values, string? firstAsWritten, EvaluationScope scope)
{
    // The documented limit of States.Base64Encode, States.Base64Decode and States.Hash, in characters.
    private const int MaxText = 10_000;

    private readonly ReadOnlySpan<JsonValue> _values = values;

    public JsonValue this[int index] => _values[index];

    public int Count => _values.Length;

    public string? FirstAsWritten => firstAsWritten;

    public Random Random => scope.Random;

    public ReadOnlySpan<JsonValue> All => _values;

    public string Text(int index) =>
        _values[index] is JsonString s
            ? s.Value
            : throw new IntrinsicException($"argument {index + 1} must be a string, but was: {DataLimit.Check(_values[index]).ToJson()}");

    /// <summary>A string of limited length, or another value as JSON text.</summary>
    public string ShortText(int index)
    {
        var text = _values[index] is JsonString s ? s.Value : DataLimit.Check(_values[index]).ToJson();
        return text.Length <= MaxText ? text : throw new IntrinsicException($"argument {index + 1} is longer than {MaxText} characters");
    }

    public JsonArray Array(int index) =>
        _values[index] as JsonArray
        ?? throw new IntrinsicException($"argument {index + 1} must be an array, but was: {DataLimit.Check(_values[index]).ToJson()}");

    public JsonObject Object(int index) =>
        _values[index] as JsonObject
        ?? throw new IntrinsicException($"argument {index + 1} must be an object, but was: {DataLimit.Check(_values[index]).ToJson()}");

    /// <summary>A number, rounded to the nearest integer. As in Java, a half rounds up.</summary>
    public long Integer(int index)
    {
        if (_values[index] is not JsonNumber number)
        {
            throw new IntrinsicException($"argument {index + 1} must be a number, but was: {DataLimit.Check(_values[index]).ToJson()}");
        }

        if (number.Long is { } integer)
        {
            return integer;
        }

        var rounded = Math.Floor(number.Double + 0.5);
        return Math.Abs(rounded) < 9e18
            ? (long)rounded
            : throw new IntrinsicException(
                string.Create(CultureInfo.InvariantCulture, $"argument {index + 1} is out of range: {number.Double}")
            );
    }
}
