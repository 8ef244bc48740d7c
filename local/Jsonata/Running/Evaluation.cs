using System.Runtime.CompilerServices;
using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Running;

/// <summary>One evaluation of an expression: its input, its budget, and the functions that it uses.</summary>
internal sealed class Evaluation(JsonValue? input, EvaluationSettings settings)
{
    private const int StepsBetweenCancellationChecks = 1024;
    private const int BytesPerItem = 8;

    private readonly int _maxDepth = settings.MaxDepth;
    private readonly long _maxSteps = settings.MaxSteps;
    private long _steps;
    private long _reportedSteps;
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

        if (settings.Variables?.Invoke(name) is { } bound)
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

    /// <summary>Checks the size of a value that is about to be made, or has just been.</summary>
    /// <exception cref="JsonataException">U1001: the value is too large.</exception>
    public void CheckItems(double count)
    {
        if (count * BytesPerItem > settings.MaxValueBytes)
        {
            throw Limits.OutOfMemory();
        }
    }

    /// <inheritdoc cref="CheckItems"/>
    public void CheckText(long length)
    {
        if (length > settings.MaxValueBytes)
        {
            throw Limits.OutOfMemory();
        }
    }

    /// <summary>Reports the steps since the last report.</summary>
    public void ReportSteps()
    {
        var steps = _steps - _reportedSteps;
        _reportedSteps = _steps;
        settings.OnSteps?.Invoke(steps);
    }

    private void Check()
    {
        ReportSteps();
        if (_steps > _maxSteps)
        {
            throw Limits.Timeout();
        }

        settings.Cancellation.ThrowIfCancellationRequested();
        _nextCheck = Math.Min(_steps + StepsBetweenCancellationChecks, _maxSteps + 1);
    }
}
