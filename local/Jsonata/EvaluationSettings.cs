using PromptToImage.Jsonata.Functions;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata;

/// <summary>The variables, functions, time and limits of an evaluation.</summary>
public sealed record EvaluationSettings
{
    /// <summary>The time that <c>$now</c> and <c>$millis</c> return, the same for the whole evaluation.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Returns the source of <c>$random</c> and <c>$shuffle</c>. An expression without these functions does not call it.</summary>
    public required Func<Random> Random { get; init; }

    /// <summary>Finds the value of a variable by its name, without the dollar sign; null for an unknown variable.</summary>
    public Func<string, JsonValue?>? Variables { get; init; }

    /// <summary>The functions that expressions may call. By default the built-in ones.</summary>
    public FunctionSet Functions { get; init; } = FunctionSet.BuiltIn;

    /// <summary>The deepest nesting of operators and calls that are not tail calls.</summary>
    public int MaxDepth { get; init; } = 1000;

    /// <summary>The number of operators evaluated and items or characters handled after which an evaluation ends with an error.</summary>
    public long MaxSteps { get; init; } = 5_000_000;

    /// <summary>
    /// The largest text, sequence or array that a function or an operator may make, in bytes: a character counts as one byte, an item as
    /// eight.
    /// </summary>
    public long MaxValueBytes { get; init; } = long.MaxValue;

    /// <summary>
    /// Receives the steps of the evaluation, while it runs and at its end. An exception that it throws ends the evaluation.
    /// </summary>
    public Action<long>? OnSteps { get; init; }

    /// <summary>
    /// Whether a result has Infinity and NaN as the texts "Infinity", "-Infinity" and "NaN". Without it they are null, as in JavaScript.
    /// </summary>
    public bool NonFiniteAsText { get; init; }

    /// <summary>Ends the evaluation with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }
}
