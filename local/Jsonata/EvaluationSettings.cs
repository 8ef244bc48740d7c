using PromptToImage.Jsonata.Functions;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata;

/// <summary>The variables, functions, time and limits of an evaluation.</summary>
public sealed record EvaluationSettings
{
    /// <summary>The time that <c>$now</c> and <c>$millis</c> return, the same for the whole evaluation.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The source of <c>$random</c> and <c>$shuffle</c>.</summary>
    public required Random Random { get; init; }

    /// <summary>Variables by name, without the dollar sign.</summary>
    public IReadOnlyDictionary<string, JsonValue>? Bindings { get; init; }

    /// <summary>The functions that expressions may call. By default the built-in ones.</summary>
    public FunctionSet Functions { get; init; } = FunctionSet.BuiltIn;

    /// <summary>The deepest nesting of operators and calls that are not tail calls.</summary>
    public int MaxDepth { get; init; } = 1000;

    /// <summary>The number of operators evaluated and items or characters handled after which an evaluation ends with an error.</summary>
    public long MaxSteps { get; init; } = 5_000_000;

    /// <summary>Ends the evaluation with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }
}
