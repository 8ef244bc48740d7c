using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.Simulation.Exploration;

/// <summary>What a task is for, told by what it calls: an edited definition may name its states as it likes.</summary>
public enum TaskRole
{
    Validate,
    Generate,
    Store,
    Notify,
    DeadLetter,
}

/// <summary>Tells a task's role.</summary>
internal static class TaskRoles
{
    public static TaskRole Of(TaskResource resource) =>
        resource.Arn[(resource.Arn.LastIndexOf(':') + 1)..] switch
        {
            SimulatedFunctions.Validate => TaskRole.Validate,
            SimulatedFunctions.Generate => TaskRole.Generate,
            SimulatedFunctions.Store => TaskRole.Store,
            SimulatedFunctions.Notify => TaskRole.Notify,
            _ => TaskRole.DeadLetter,
        };
}
