using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.Simulation.Exploration;

/// <summary>
/// Judges how a run ended: a prompt is exactly one stored image, or exactly one dead letter and one failure notice; nothing is
/// both, nothing is neither; and what the promises call transient is survived.
/// </summary>
internal static class Verdict
{
    /// <summary>What is wrong with the end of a run; null when nothing is.</summary>
    public static string? Of(StateMachine machine, Schedule schedule, ScheduledHost host, Execution? execution)
    {
        if (execution is null)
        {
            return "the execution stands still: nothing is open and it has not ended";
        }

        var world = host.World;
        var faults = schedule
            .Faults.Select(fault => (Fault: fault, Role: TaskRoles.Of(Task(machine, fault.State).Resource), Error: ErrorOf(fault)))
            .ToList();
        foreach (var (fault, role, error) in faults)
        {
            if (Promises.IsFinal(role, error) && world.Calls.TryGetValue(fault.State, out var calls) && calls.Count > 1)
            {
                return $"'{fault.State}' was called {calls.Count} times, though {error} is final";
            }
        }

        var stored = world.Images.Count > 0;
        if (stored && world.DeadLetters.Count > 0)
        {
            return "the prompt is both an image and a dead letter";
        }

        return stored ? JudgeImage(faults, host, execution) : JudgeFailure(faults, host, execution);
    }

    private static string? JudgeImage(List<(Fault Fault, TaskRole Role, string Error)> faults, ScheduledHost host, Execution execution)
    {
        if (host.World.FailureNotices.Count > 0)
        {
            return "the image is stored, and yet a failure notice went out";
        }

        if (execution.Status == ExecutionStatus.Succeeded)
        {
            return host.World.ResultNotices.Count == 1 ? null : "the execution succeeded, but nobody was told of the image";
        }

        var notifying = faults.Where(fault => LastState(host.History) == fault.Fault.State).ToList();
        return
            execution.Status == ExecutionStatus.Failed && notifying.Any(fault => !IsSurvivable(fault))
            || faults.Any(fault => fault.Fault.Kind == FaultKind.WrongShape)
            ? null
            : $"the image is stored, but the execution ended {execution.Status} with {execution.Error}";
    }

    private static string? JudgeFailure(List<(Fault Fault, TaskRole Role, string Error)> faults, ScheduledHost host, Execution execution)
    {
        var world = host.World;
        if (faults.All(IsSurvivable))
        {
            return faults.Count == 0
                ? "nothing went wrong, and yet there is no image"
                : $"there is no image, though so much is to be survived: {string.Join(", ", faults.Select(fault => $"{fault.Error} {Promises.Survived(fault.Role, fault.Error)} times in a row"))}";
        }

        if (execution.Status == ExecutionStatus.Succeeded)
        {
            return "the execution succeeded without an image";
        }

        var noLetter = faults.Any(fault => fault.Role == TaskRole.DeadLetter && !IsSurvivable(fault));
        var noNotice = faults.Any(fault => fault.Role == TaskRole.Notify && !IsSurvivable(fault));
        if (world.DeadLetters.Count == 0 && !noLetter)
        {
            return "the prompt is neither an image nor a dead letter";
        }

        if (world.FailureNotices.Count == 0 && !noNotice)
        {
            return "the prompt failed, but no failure notice went out";
        }

        if (world.DeadLetters.Count > 1)
        {
            return $"there are {world.DeadLetters.Count} dead letters";
        }

        foreach (var (identity, letter) in world.DeadLetters)
        {
            if (letter["MessageBody"] is not JsonString { Value: ScheduledHost.Message })
            {
                return $"the dead letter's body is {letter["MessageBody"]?.ToJson() ?? "missing"}, not the prompt as it was sent";
            }

            if (identity != (ScheduledHost.Id, "2"))
            {
                return $"the dead letter says request '{identity.Id}' and attempt '{identity.Attempt}'; a redrive of it would not be attempt 2 of {ScheduledHost.Id}";
            }
        }

        if (
            world.DeadLetters.Count == 0
            && world.FailureNotices.Count > 0
            && world.FailureNotices.Values.Any(notice => notice["message"] is not JsonString { Value: ScheduledHost.Message })
        )
        {
            return "dead-lettering failed, and the notice does not carry the prompt";
        }

        return execution.Status == ExecutionStatus.Failed && OriginalError(world) is { } original && execution.Error != original
            ? $"the execution says it failed with {execution.Error}, but the prompt failed with {original}"
            : null;
    }

    /// <summary>What failed the prompt, as the dead letter or the notice tells it; null when neither could go out.</summary>
    private static string? OriginalError(World world)
    {
        var told = world
            .DeadLetters.Values.Select(letter => letter["MessageAttributes"]?["Error"]?["StringValue"])
            .Concat(world.FailureNotices.Values.Select(notice => notice["error"]?["Error"]));
        return told.OfType<JsonString>().FirstOrDefault()?.Value;
    }

    private static bool IsSurvivable((Fault Fault, TaskRole Role, string Error) fault) =>
        fault.Fault.Kind is FaultKind.Error or FaultKind.Silence && fault.Fault.Times <= Promises.Survived(fault.Role, fault.Error);

    private static string ErrorOf(Fault fault) =>
        fault.Kind switch
        {
            FaultKind.Error => fault.Error,
            FaultKind.Silence => Promises.Timeout,
            FaultKind.TooLarge => "States.DataLimitExceeded",
            _ => "wrong shape",
        };

    private static TaskState Task(StateMachine machine, string state) => (TaskState)machine.States.Single(known => known.Name == state);

    private static string LastState(List<HistoryEvent> history) =>
        history.Select(happened => happened.Details).OfType<HistoryDetails.StateEntered>().Last().Name;
}
