using System.Runtime.CompilerServices;
using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Running;

/// <summary>One evaluation of an expression: its input, its budget, and the functions that it uses.</summary>
internal sealed class Evaluation(JsonValue? input, EvaluationSettings settings)
{
    private const int StepsBetweenCancellationChecks = 1024;

    private readonly int _maxDepth = settings.MaxDepth;
    private readonly long _maxSteps = settings.MaxSteps;
    private long _steps;
    private long _nextCheck = StepsBetweenCancellationChecks;
    private int _depth;
    private Dictionary<string, NativeValue>? _functions;

    public EvaluationSettings Settings => settings;

    /// <summary>Counts one nested operator.</summary>
    /// <exception cref="JsonataException">U1001: too deep, or too many steps.</exception>
    public void Enter()
    {
        if (++_depth > _maxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Limits.StackOverflow();
        }

        if (++_steps >= _nextCheck)
        {
            Check();
        }
    }

    public void Leave() => _depth--;

    /// <summary>
    /// Counts work that grows with the data: items visited, characters written. Every recursion over data calls it, because an object that a
    /// transform has put into itself has no end.
    /// </summary>
    /// <exception cref="JsonataException">U1001: too many steps, or too deep.</exception>
    public void Spend(long steps)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Limits.StackOverflow();
        }

        _steps += steps;
        if (_steps >= _nextCheck)
        {
            Check();
        }
    }

    /// <summary>The variables outside every scope: the input, bindings, custom and built-in functions.</summary>
    public JsonValue? Lookup(string name)
    {
        if (name == "$")
        {
            return input;
        }

        if (settings.Bindings is { } bindings && bindings.TryGetValue(name, out var bound))
        {
            return bound;
        }

        if (_functions is not null && _functions.TryGetValue(name, out var known))
        {
            return known;
        }

        if (settings.Functions.Find(name) is not { } function)
        {
            return null;
        }

        var value = new NativeValue(function);
        (_functions ??= new Dictionary<string, NativeValue>(StringComparer.Ordinal))[name] = value;
        return value;
    }

    private void Check()
    {
        if (_steps > _maxSteps)
        {
            throw Limits.Timeout();
        }

        settings.Cancellation.ThrowIfCancellationRequested();
        _nextCheck = Math.Min(_steps + StepsBetweenCancellationChecks, _maxSteps + 1);
    }
}
