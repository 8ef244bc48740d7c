using System.Diagnostics.CodeAnalysis;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Paths;

/// <summary>A compiled JSONPath, as Step Functions (and the Jayway library that it builds on) understands it.</summary>
public sealed class JsonPath
{
    /// <summary>Values that a path may gather on its way; repeated <c>..</c> would otherwise multiply without bound.</summary>
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

    /// <summary>As it was written.</summary>
    public string Text { get; }

    public PathRoot Root { get; }

    /// <summary>Name of the variable, where the root is one.</summary>
    public string? Variable { get; }

    /// <summary>Whether it leads to at most one value; the result of an indefinite path is an array.</summary>
    public bool IsDefinite { get; }

    /// <summary>Whether it is the whole input, <c>$</c>.</summary>
    public bool IsWholeInput => Root == PathRoot.Input && _segments.Length == 0 && _function is null;

    internal ReadOnlySpan<PathSegment> Segments => _segments;

    internal bool HasFunction => _function is not null;

    /// <exception cref="PathFormatException">The text is no path.</exception>
    public static JsonPath Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new PathParser(text).ParseWhole();
    }

    /// <summary>A path as ResultPath takes it: from <c>$</c>, by names and indexes only.</summary>
    /// <exception cref="PathFormatException">The text is no reference path.</exception>
    public static JsonPath ParseReference(string text)
    {
        var path = Parse(text);
        if (!path.IsReference)
        {
            throw new PathFormatException($"'{text}' is no reference path: only names and indexes may follow the root");
        }

        return path;
    }

    internal bool IsReference =>
        _function is null && Array.TrueForAll(_segments, s => s is PathSegment.Property or PathSegment.Index { At: >= 0 });

    /// <param name="root">The value that <see cref="Root"/> stands for.</param>
    public bool TryEvaluate(JsonValue root, [NotNullWhen(true)] out JsonValue? value)
    {
        value = IsDefinite ? Walk(root, out _) : Gather(root);
        if (value is not null && _function is not null)
        {
            value = PathFunction.Apply(_function, value);
        }

        return value is not null;
    }

    /// <summary>Why <see cref="TryEvaluate"/> found nothing, in the words that Step Functions uses.</summary>
    public string Explain(JsonValue root)
    {
        if (!IsDefinite && Gather(root) is null)
        {
            return $"The path gathers more than {MaxFound} values: {PathSegment.Print(_segments)}";
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

    public override string ToString() => Text;

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
            PathSegment.Index i => at is JsonArray array ? i.Of(array) : null,
            _ => null,
        };

    private JsonArray? Gather(JsonValue root)
    {
        List<JsonValue> here = [root],
            next = [];
        foreach (var segment in _segments)
        {
            foreach (var value in here)
            {
                segment.Collect(value, root, next);
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
