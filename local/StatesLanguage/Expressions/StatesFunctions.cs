using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using PromptToImage.Jsonata;
using PromptToImage.Jsonata.Functions;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;

namespace PromptToImage.StatesLanguage.Expressions;

/// <summary>
/// The functions that Step Functions adds to JSONata. With an undefined argument they return nothing, as JSONata's own do.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#jsonata-functions-provided-by-sfn</remarks>
internal static class StatesFunctions
{
    private const string WrongArgument = "T0410";

    // A range of more items exceeds the limit on the size of a value.
    private const int MaxRange = 10_000_000;

    public static readonly FunctionSet All = FunctionSet.BuiltIn.With(
        new JsonataFunction("partition", "<an:a>", 2, (arguments, _) => Partition(arguments[0], arguments[1])),
        new JsonataFunction("range", "<nnn:a>", 3, (arguments, _) => Range(arguments[0], arguments[1], arguments[2])),
        new JsonataFunction("hash", "<ss:s>", 2, (arguments, _) => Hash(arguments[0], arguments[1])),
        new JsonataFunction("random", "<n?:n>", 1, (arguments, settings) => Random(arguments[0], settings)),
        new JsonataFunction("uuid", "<:s>", 0, (_, settings) => JsonValue.From(RandomUuid.Next(settings.Random()))),
        new JsonataFunction("parse", "<s:x>", 1, (arguments, _) => Parse(arguments[0]))
    );

    private static JsonValue? Partition(JsonValue? value, JsonValue? chunkSize)
    {
        if (value is not JsonArray array || chunkSize is not JsonNumber { Double: var number })
        {
            return null;
        }

        var size = Math.Truncate(number);
        if (size < 0)
        {
            throw new JsonataException(WrongArgument, "The chunk size must be a positive integer");
        }

        return size == 0
            ? null
            : Sequence([.. array.Chunk((int)Math.Min(size, int.MaxValue)).Select(chunk => JsonArray.From(chunk))]);
    }

    private static JsonValue? Range(JsonValue? from, JsonValue? to, JsonValue? delta)
    {
        if (from is not JsonNumber start || to is not JsonNumber end || delta is not JsonNumber increment)
        {
            return null;
        }

        var first = Math.Truncate(start.Double);
        var last = Math.Truncate(end.Double);
        var step = Math.Truncate(increment.Double);
        var count = step == 0 ? 0 : Math.Floor((last - first) / step) + 1;
        if (!(count > 0))
        {
            return null;
        }

        if (count > MaxRange)
        {
            throw new JsonataException("D2014");
        }

        return Sequence([.. Enumerable.Range(0, (int)count).Select(i => JsonValue.From((long)(first + i * step)))]);
    }

    // As recorded from AWS: a range of one item is that item.
    private static JsonValue? Sequence(JsonValue[] items) =>
        items.Length switch
        {
            0 => null,
            1 => items[0],
            _ => JsonArray.From(items),
        };

    [SuppressMessage("Security", "CA5350", Justification = "The language has SHA-1. Its use is the author's decision.")]
    [SuppressMessage("Security", "CA5351", Justification = "The language has MD5. Its use is the author's decision.")]
    private static JsonValue? Hash(JsonValue? text, JsonValue? algorithm)
    {
        if (text is not JsonString { Value: var content } || algorithm is not JsonString { Value: var name })
        {
            return null;
        }

        var data = Encoding.UTF8.GetBytes(content);
        var hash = name switch
        {
            "MD5" => MD5.HashData(data),
            "SHA-1" => SHA1.HashData(data),
            "SHA-256" => SHA256.HashData(data),
            "SHA-384" => SHA384.HashData(data),
            "SHA-512" => SHA512.HashData(data),
            _ => throw new JsonataException(
                WrongArgument,
                $"The algorithm must be MD5, SHA-1, SHA-256, SHA-384 or SHA-512, but was: {name}"
            ),
        };
        return JsonValue.From(Convert.ToHexStringLower(hash));
    }

    [SuppressMessage("Security", "CA5394", Justification = "The number is not a secret. A replay must give the same number.")]
    private static JsonValue Random(JsonValue? seed, EvaluationSettings settings) =>
        JsonValue.From(seed is JsonNumber { Double: var number } ? JavaRandom.NextDouble((long)number) : settings.Random().NextDouble());

    private static JsonValue? Parse(JsonValue? text)
    {
        if (text is not JsonString { Value: var json })
        {
            return null;
        }

        try
        {
            return JsonValue.Parse(json);
        }
        catch (JsonFormatException e)
        {
            throw new JsonataException("D3121", $"The argument of the function \"parse\" is not valid JSON: {e.Message}");
        }
    }
}
