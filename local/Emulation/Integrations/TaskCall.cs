using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.Emulation.Integrations;

/// <summary>One attempt at one task.</summary>
/// <param name="Execution">The execution's key in the store.</param>
/// <param name="TaskId">The task's number in its execution; every attempt has its own.</param>
/// <param name="Resource">What the state names as Resource.</param>
/// <param name="Parameters">The task's input as JSON text.</param>
public sealed record TaskCall(long Execution, long TaskId, TaskResource Resource, string Parameters);
