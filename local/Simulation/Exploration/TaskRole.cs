using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.Simulation.Exploration;

/// <summary>
/// The purpose of a task. It follows from the resource that the task calls, because an edited definition may name its states freely.
/// </summary>
public enum TaskRole
{
    Validate,
    Generate,
    Store,
    Notify,
    DeadLetter,
}

/// <summary>Finds the role of a task.</summary>
internal static class TaskRoles
{
    public static TaskRole For(TaskResource resource) =>
        resource.Arn[(resource.Arn.LastIndexOf(':') + 1)..] switch
        {
            SimulatedFunctions.Validate => TaskRole.Validate,
            SimulatedFunctions.Generate => TaskRole.Generate,
            SimulatedFunctions.Store => TaskRole.Store,
            SimulatedFunctions.Notify => TaskRole.Notify,
            _ => TaskRole.DeadLetter,
        };
}
