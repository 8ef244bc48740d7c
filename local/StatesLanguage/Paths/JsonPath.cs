using System.Diagnostics.CodeAnalysis;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;

namespace PromptToImage.StatesLanguage.Paths;

/// <summary>
/// A compiled JSONPath. It gives the values and the errors that Step Functions gives, which uses the Jayway JsonPath library.
/// Immutable.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html</remarks>
internal sealed class JsonPath
{
    /// <summary>The largest number of values that a path collects on its way. Each <c>..</c> can multiply them.</summary>
    internal const int MaxFound = 100_000;

    private readonly PathSegment[] _segments;
    private readonly string? _function;

    internal JsonPath(string text, PathRoot root, string? variable, PathSegment[] segments, string? function)
    {
        Text = text;
        Root = root;
        Variable = variable;
        _segments = segments;
        _function = function;
        IsDefinite = Array.TrueForAll(segments, s => s.IsDefinite);
    }

    /// <summary>The path as the definition has it.</summary>
    public string Text { get; }

    /// <summary>The start of the path: the input, the context object or a variable.</summary>
    public PathRoot Root { get; }

    /// <summary>The name of the variable; null where the root is not a variable.</summary>
    public string? Variable { get; }

    /// <summary>Whether the path leads to at most one value. The value of another path is an array of all values found.</summary>
    public bool IsDefinite { get; }

    /// <summary>Whether the path is <c>$</c>.</summary>
    public bool IsWholeInput => Root == PathRoot.Input && _segments.Length == 0 && _function is null;

    internal ReadOnlySpan<PathSegment> Segments => _segments;

    private bool IsReference =>
        _function is null && Array.TrueForAll(_segments, s => s is PathSegment.Property or PathSegment.Index { At: >= 0 });

    /// <summary>Compiles a path.</summary>
    /// <exception cref="PathFormatException">The text is not a path.</exception>
    public static JsonPath Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new PathParser(text).ParseWhole();
    }

    /// <summary>Compiles a reference path, which names one place: only names and indexes follow the root.</summary>
    /// <exception cref="PathFormatException">The text is not a reference path.</exception>
    public static JsonPath ParseReference(string text)
    {
        var path = Parse(text);
        if (!path.IsReference)
        {
            throw new PathFormatException($"'{text}' is not a reference path: only names and indexes may follow the root");
        }

        return path;
    }

    /// <summary>Evaluates the path.</summary>
    /// <param name="root">The value that <see cref="Root"/> stands for.</param>
    /// <param name="value">The value that the path leads to.</param>
    /// <returns>False where the path has no value. <see cref="Explain"/> gives the reason.</returns>
    /// <exception cref="StateException">The budget is spent.</exception>
    public bool TryEvaluate(JsonValue root, IEvaluationBudget budget, [NotNullWhen(true)] out JsonValue? value)
    {
        value = IsDefinite ? Walk(root, out _) : Collect(root, budget);
        if (value is not null && _function is not null)
        {
            budget.Spend(value is JsonArray array ? array.Count : 1);
            value = PathFunction.Apply(_function, value);
        }

        return value is not null;
    }

    /// <summary>Why <see cref="TryEvaluate"/> has no value, in the words of Step Functions.</summary>
    /// <inheritdoc cref="TryEvaluate"/>
    public string Explain(JsonValue root, IEvaluationBudget budget)
    {
        if (!IsDefinite && Collect(root, budget) is null)
        {
            return $"The path collects more than {MaxFound} values: {PathSegment.Print(_segments)}";
        }

        if (!IsDefinite || Walk(root, out var stop) is not null)
        {
            return PathError.MissingLeaf(PathSegment.Print(_segments));
        }

        var at = root;
        for (var i = 0; i < stop; i++)
        {
            at = Step(at, _segments[i])!;
        }

        var here = PathSegment.Print(_segments.AsSpan(0, stop));
        var upToHere = PathSegment.Print(_segments.AsSpan(0, stop + 1));
        return _segments[stop] switch
        {
            PathSegment.Property p when at is not JsonObject => PathError.NoObject(p.Fragment, here, at),
            PathSegment.Property when stop == _segments.Length - 1 => PathError.MissingLeaf(upToHere),
            PathSegment.Property => PathError.MissingProperty(upToHere),
            var s when at is not JsonArray => PathError.NoArray(s.Fragment, at),
            _ when stop == _segments.Length - 1 => PathError.MissingLeaf(upToHere),
            _ => PathError.OutOfBounds(upToHere),
        };
    }

    /// <summary>The path as the definition has it.</summary>
    public override string ToString() => Text;

    // The value that a definite path leads to; null, and the index of the segment that has no value.
    private JsonValue? Walk(JsonValue root, out int stop)
    {
        var at = root;
        for (stop = 0; stop < _segments.Length; stop++)
        {
            var next = Step(at, _segments[stop]);
            if (next is null)
            {
                return null;
            }

            at = next;
        }

        return at;
    }

    private static JsonValue? Step(JsonValue at, PathSegment segment) =>
        segment switch
        {
            PathSegment.Property p => at is JsonObject o && o.TryGet(p.Name, out var value) ? value : null,
            PathSegment.Index i => at is JsonArray array ? i.ItemOf(array) : null,
            _ => null,
        };

    private JsonArray? Collect(JsonValue root, IEvaluationBudget budget)
    {
        var context = new PathContext(root, budget);
        List<JsonValue> here = [root],
            next = [];
        foreach (var segment in _segments)
        {
            foreach (var value in here)
            {
                var before = next.Count;
                segment.Collect(value, context, next);
                budget.Spend(1 + next.Count - before);
                if (next.Count > MaxFound)
                {
                    return null;
                }
            }

            (here, next) = (next, here);
            next.Clear();
        }

        return new JsonArray([.. here]);
    }
}

/// <summary>The values that the segments and filters of a path use.</summary>
/// <param name="Root">The value of <c>$</c>.</param>
/// <param name="Budget">Counts the work.</param>
internal readonly record struct PathContext(JsonValue Root, IEvaluationBudget Budget);

/// <summary>Text that is not a path, or not an intrinsic function call.</summary>
internal sealed class PathFormatException(string message) : FormatException(message);

/// <summary>The start of a path: <c>$</c>, <c>$$</c> or <c>$name</c>.</summary>
internal enum PathRoot : byte
{
    Input,
    Context,
    Variable,
}
