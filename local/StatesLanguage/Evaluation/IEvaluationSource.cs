using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Testing;

namespace PromptToImage.StatesLanguage.Evaluation;

/// <summary>Provides what expressions use. Each property creates its value when an expression first uses it.</summary>
internal interface IEvaluationSource : IEvaluationBudget
{
    JsonValue Context { get; }

    VariableScope Variables { get; }

    Random Random { get; }

    DateTimeOffset Now { get; }

    /// <summary>The test that shows the values; null in an execution.</summary>
    StateTest? Test { get; }
}

/// <summary>
/// Limits the work of paths and expressions. With nested filters the work can grow with the third power of the input or
/// faster, and a decision must end.
/// </summary>
internal interface IEvaluationBudget
{
    /// <summary>
    /// Takes steps: one for each value that a path visits and for each operator of a JSONata expression, more for long values.
    /// </summary>
    /// <exception cref="StateException">The steps exceed <see cref="Interpreter.MaxEvaluationSteps"/>.</exception>
    void Spend(long steps);
}
