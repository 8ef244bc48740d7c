using PromptToImage.StatesLanguage.Evaluation;

namespace PromptToImage.StatesLanguage.Tests.Running;

/// <summary>For paths that a test evaluates without an execution.</summary>
internal sealed class UnlimitedBudget : IEvaluationBudget
{
    public void Spend(long steps) { }
}
