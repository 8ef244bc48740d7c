using PromptToImage.Contracts;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.Simulation.Exploration;

/// <summary>
/// Checks how a run ended: a prompt is exactly one stored image, or exactly one dead letter and one failure notice, never both and never
/// neither; and no error that <see cref="Invariants"/> calls transient prevents the image.
/// </summary>
internal static class InvariantCheck
{
    /// <summary>Checks the end of a run.</summary>
    /// <param name="machine">The state machine.</param>
    /// <param name="schedule">What went wrong.</param>
    /// <param name="host">The host of the run.</param>
    /// <param name="execution">The ended execution; null when it did not end.</param>
    /// <returns>A sentence that describes the violation; null: the invariants hold.</returns>
    public static string? Run(StateMachine machine, FaultSchedule schedule, ExplorationHost host, Execution? execution)
    {
        if (execution is null)
        {
            return "the execution has not ended, but no task and no timer is open";
        }

        var services = host.Services;
        var faults = schedule
            .Faults.Select(fault => new Observed(fault, TaskRoles.For(Task(machine, fault.State)), ErrorName(fault)))
            .ToList();
        foreach (var (fault, role, error) in faults)
        {
            if (Invariants.IsFinal(role, error) && services.MostCalls(fault.State) is var calls and > 1)
            {
                return $"'{fault.State}' was called {calls} times, though {error} is final";
            }
        }

        var stored = services.Images.Count > 0;
        if (stored && services.DeadLetters.Count > 0)
        {
            return "the prompt is both an image and a dead letter";
        }

        return stored ? CheckImage(machine, faults, host, execution) : CheckFailure(faults, schedule, host, execution);
    }

    private static string? CheckImage(StateMachine machine, List<Observed> faults, ExplorationHost host, Execution execution)
    {
        if (host.Services.FailureNotices.Count > 0)
        {
            return "the image is stored, but a failure notice was sent";
        }

        if (execution.Status == ExecutionStatus.Succeeded)
        {
            return host.Services.ResultNotices.Count == 1 ? null : "the execution succeeded, but no notice of the image was sent";
        }

        // The image is stored before Notify, so that an execution may end there unsuccessfully. A Parallel or a Map ends as a whole.
        var last = TopLevel(machine, host.LastState);
        var endedByFault = faults.Any(fault => TopLevel(machine, fault.Fault.State) == last && !fault.IsSurvivable);
        return endedByFault || faults.Any(fault => fault.Fault.Kind == FaultKind.WrongShape)
            ? null
            : $"the image is stored, but the execution ended {execution.Status} with {execution.Error}";
    }

    private static string? CheckFailure(List<Observed> faults, FaultSchedule schedule, ExplorationHost host, Execution execution)
    {
        var services = host.Services;
        if (faults.All(fault => fault.IsSurvivable))
        {
            return faults.Count == 0
                ? "nothing failed, but there is no image"
                : $"there is no image, but the task must survive {string.Join(", ", faults.Select(fault => $"{fault.Error} {Invariants.Survived(fault.Role, fault.Error)} times in a row"))}";
        }

        if (execution.Status == ExecutionStatus.Succeeded)
        {
            return "the execution succeeded without an image";
        }

        // A task of the dead-letter branch that failed for good cannot have done its work, and no other one does it after the branch ended.
        // The alarm on the dead-letter queue reports a failed invocation by the status rule.
        var branchEnded = host.LastState is StateNames.NotifyFailure or StateNames.Failed;
        var noDeadLetter = branchEnded && faults.Any(fault => fault is { Role: TaskRole.DeadLetter, IsSurvivable: false });
        var noNotice =
            (host.IsHandledByRule && schedule.FailedRuleAttempts >= StatusRule.Attempts)
            || (host.LastState == StateNames.Failed && faults.Any(fault => fault is { Role: TaskRole.Notify, IsSurvivable: false }));
        if (services.DeadLetters.Count == 0 && !services.HasFailedInvocation && !noDeadLetter)
        {
            return "the prompt is neither an image nor a dead letter";
        }

        if (services.FailureNotices.Count == 0 && !noNotice)
        {
            return "the prompt failed, but no failure notice was sent";
        }

        // A host that stops after Notify failure did its work repeats the state, and the repetition can time out.
        if (services.HasSecondNotice && !schedule.TasksHadFinished)
        {
            return "the status rule sent a second failure notice";
        }

        return CheckDeadLetters(services)
            ?? (
                execution.Status == ExecutionStatus.Failed && OriginalError(services) is { } original && execution.Error != original
                    ? $"the execution failed with {execution.Error}, but the prompt failed with {original}"
                    : null
            );
    }

    private static string? CheckDeadLetters(FaultModel services)
    {
        if (services.DeadLetters.Count > 1)
        {
            return $"there are {services.DeadLetters.Count} dead letters";
        }

        foreach (var (identity, letter) in services.DeadLetters)
        {
            if (letter["MessageBody"] is not JsonString { Value: ExplorationHost.Message })
            {
                return $"the dead letter's body is {letter["MessageBody"]?.ToJson() ?? "missing"}, not the message that was sent";
            }

            if (identity != (ExplorationHost.Id, "2"))
            {
                return $"the dead letter has request '{identity.Id}' and attempt '{identity.Attempt}', not attempt 2 of {ExplorationHost.Id}";
            }
        }

        return
            services.DeadLetters.Count == 0
            && services.FailureNotices.Values.Any(notice => notice["message"] is not JsonString { Value: ExplorationHost.Message })
            ? "there is no dead letter, and the notice does not contain the prompt"
            : null;
    }

    /// <summary>The prompt's error in the dead letter or the notice; null when there is neither.</summary>
    private static string? OriginalError(FaultModel services) =>
        services
            .DeadLetters.Values.Select(letter => letter["MessageAttributes"]?["Error"]?["StringValue"])
            .Concat(services.FailureNotices.Values.Select(notice => notice["error"]?["Error"]))
            .OfType<JsonString>()
            .FirstOrDefault()
            ?.Value;

    private static string ErrorName(Fault fault) =>
        fault.Kind switch
        {
            FaultKind.Error => fault.Error,
            FaultKind.NoResponse => ErrorNames.Timeout,
            FaultKind.TooLarge => ErrorNames.DataLimitExceeded,
            FaultKind.WrongShape => "wrong shape",
            _ => "the execution's timeout",
        };

    private static TaskState Task(StateMachine machine, string state) => (TaskState)machine.Flow.AllStates.Single(known => known.Name == state);

    private static State TopLevel(StateMachine machine, string state) =>
        machine.States.Single(known => known.Inner.SelectMany(flow => flow.AllStates).Prepend(known).Any(inner => inner.Name == state));

    private sealed record Observed(Fault Fault, TaskRole Role, string Error)
    {
        public bool IsSurvivable =>
            Fault.Kind is FaultKind.Error or FaultKind.NoResponse && Fault.Times <= Invariants.Survived(Role, Error);
    }
}
