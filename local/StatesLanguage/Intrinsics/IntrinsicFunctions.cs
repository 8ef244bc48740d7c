using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;

namespace PromptToImage.StatesLanguage.Intrinsics;

/// <summary>
/// The intrinsic functions. A value depends only on the arguments; States.UUID and States.MathRandom also use random numbers.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html</remarks>
internal static class IntrinsicFunctions
{
    private const int MaxRange = 1000;

    private static readonly Dictionary<string, IntrinsicFunction> ByName = new IntrinsicFunction[]
    {
        new("States.Format", 1, int.MaxValue, TextFormat.Apply),
        new("States.StringToJson", 1, 1, StringToJson),
        new("States.JsonToString", 1, 1, a => JsonValue.From(DataLimit.Check(a[0]).ToJson())),
        new("States.Array", 0, int.MaxValue, a => new JsonArray(a.All.ToArray())),
        new("States.ArrayPartition", 2, 2, ArrayPartition),
        new("States.ArrayContains", 2, 2, ArrayContains),
        new("States.ArrayRange", 3, 3, ArrayRange),
        new("States.ArrayGetItem", 2, 2, ArrayGetItem),
        new("States.ArrayLength", 1, 1, a => JsonValue.From(a.Array(0).Count)),
        new("States.ArrayUnique", 1, 1, a => JsonArray.From(a.Array(0).Distinct())),
        new("States.Base64Encode", 1, 1, a => JsonValue.From(Convert.ToBase64String(Encoding.UTF8.GetBytes(a.ShortText(0))))),
        new("States.Base64Decode", 1, 1, Base64Decode),
        new("States.Hash", 2, 2, Hash),
        new("States.JsonMerge", 3, 3, JsonMerge),
        new("States.MathRandom", 2, 3, MathRandom),
        new("States.MathAdd", 2, 2, MathAdd),
        new("States.StringSplit", 2, 2, StringSplit),
        new("States.UUID", 0, 0, a => JsonValue.From(RandomUuid.Next(a.Random))),
    }.ToDictionary(f => f.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => ByName.Keys;

    public static bool TryFind(string name, [NotNullWhen(true)] out IntrinsicFunction? function) => ByName.TryGetValue(name, out function);

    private static JsonValue StringToJson(IntrinsicInput a)
    {
        var text = a.Text(0);
        // Step Functions gives null for a blank string, although it is not JSON.
        return string.IsNullOrWhiteSpace(text) ? JsonValue.Null : JsonValue.Parse(text);
    }

    private static JsonArray ArrayPartition(IntrinsicInput a)
    {
        var array = a.Array(0);
        var size = a.Integer(1);
        if (size < 1)
        {
            throw new IntrinsicException("the chunk size must be a positive integer");
        }

        return JsonArray.From(array.Chunk((int)Math.Min(size, int.MaxValue)).Select(chunk => new JsonArray(chunk)));
    }

    private static JsonValue ArrayContains(IntrinsicInput a)
    {
        var wanted = a[1];
        return JsonValue.From(a.Array(0).Any(item => item.Equals(wanted)));
    }

    private static JsonArray ArrayRange(IntrinsicInput a)
    {
        long first = a.Integer(0),
            last = a.Integer(1),
            step = a.Integer(2);
        if (step == 0)
        {
            throw new IntrinsicException("the step must not be 0");
        }

        var items = new List<JsonValue>();
        for (var at = (Int128)first; step > 0 ? at <= last : at >= last; at += step)
        {
            if (items.Count == MaxRange)
            {
                throw new IntrinsicException($"the range has more than {MaxRange} items");
            }

            items.Add(JsonValue.From((long)at));
        }

        return new JsonArray([.. items]);
    }

    private static JsonValue ArrayGetItem(IntrinsicInput a)
    {
        var array = a.Array(0);
        var index = a.Integer(1);
        return index >= 0 && index < array.Count
            ? array[(int)index]
            : throw new IntrinsicException($"the index {index} is out of bounds for {array.Count} items");
    }

    private static JsonValue Base64Decode(IntrinsicInput a)
    {
        try
        {
            return JsonValue.From(Encoding.UTF8.GetString(Convert.FromBase64String(a.ShortText(0))));
        }
        catch (FormatException)
        {
            throw new IntrinsicException("the string is not Base64");
        }
    }

    [SuppressMessage("Security", "CA5350", Justification = "The language has SHA-1. Its use is the author's decision.")]
    [SuppressMessage("Security", "CA5351", Justification = "The language has MD5. Its use is the author's decision.")]
    private static JsonValue Hash(IntrinsicInput a)
    {
        var data = Encoding.UTF8.GetBytes(a.ShortText(0));
        var hash = a.Text(1) switch
        {
            "MD5" => MD5.HashData(data),
            "SHA-1" => SHA1.HashData(data),
            "SHA-256" => SHA256.HashData(data),
            "SHA-384" => SHA384.HashData(data),
            "SHA-512" => SHA512.HashData(data),
            var other => throw new IntrinsicException($"the algorithm must be MD5, SHA-1, SHA-256, SHA-384 or SHA-512, but was: {other}"),
        };
        return JsonValue.From(Convert.ToHexStringLower(hash));
    }

    private static JsonObject JsonMerge(IntrinsicInput a)
    {
        if (a[2].Kind != JsonKind.False)
        {
            throw new IntrinsicException("only shallow merging is supported: the third argument must be false");
        }

        var merged = new JsonObjectBuilder();
        foreach (var (key, value) in a.Object(0))
        {
            merged.Set(key, value);
        }

        foreach (var (key, value) in a.Object(1))
        {
            merged.Set(key, value);
        }

        return merged.Build();
    }

    [SuppressMessage(
        "Security",
        "CA5394",
        Justification = "The random numbers are not secrets. A replay must give the same numbers."
    )]
    private static JsonValue MathRandom(IntrinsicInput a)
    {
        long from = a.Integer(0),
            to = a.Integer(1);
        if (from >= to)
        {
            throw new IntrinsicException("the start must be less than the end");
        }

        var random = a.Count == 3 ? new Random(unchecked((int)a.Integer(2))) : a.Random;
        return JsonValue.From(random.NextInt64(from, to));
    }

    private static JsonValue MathAdd(IntrinsicInput a)
    {
        long left = a.Integer(0),
            right = a.Integer(1);
        if (left is < int.MinValue or > int.MaxValue || right is < int.MinValue or > int.MaxValue)
        {
            throw new IntrinsicException("a number is outside -2147483648 to 2147483647");
        }

        return JsonValue.From(left + right);
    }

    // Each character of the second argument is a separator. The result has no empty parts.
    private static JsonArray StringSplit(IntrinsicInput a)
    {
        var text = a.Text(0);
        var separators = a.Text(1).ToCharArray();
        if (separators.Length == 0)
        {
            // Without separators, .NET splits at white space.
            return text.Length > 0 ? JsonArray.From(a[0]) : JsonArray.Empty;
        }

        return JsonArray.From(text.Split(separators, StringSplitOptions.RemoveEmptyEntries).Select(part => JsonValue.From(part)));
    }
}
