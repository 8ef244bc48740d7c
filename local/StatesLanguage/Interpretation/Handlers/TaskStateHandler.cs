using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Interpretation.Handlers;

/// <summary>Schedules and starts a task, then writes what its response says.</summary>
internal sealed class TaskStateHandler : StateHandler
{
    public override HistoryEventType Entered => HistoryEventType.TaskStateEntered;

    public override HistoryEventType? Exited => HistoryEventType.TaskStateExited;

    public override HistoryEventType? Aborted => HistoryEventType.TaskStateAborted;

    public override bool Begin(DecisionBuilder decision)
    {
        var state = (TaskState)decision.Branch.State;
        var scope = Input(decision);
        var task = new TaskProgress(
            decision.NextId,
            Evaluation.DataLimit.Check(state.Data.ReadArguments(scope)),
            state.Timeout?.Read(scope),
            state.Heartbeat?.Read(scope),
            state.Credentials?.Evaluate(scope)["RoleArn"] is JsonString role ? role.Value : null
        );
        decision.Test?.SawArguments(task.Parameters);
        var (type, details) = TaskHistory.Scheduled(state.Resource, task, decision.Start);
        decision.Branch = decision.Branch with
        {
            LastEventId = decision.Write(type, details),
            Phase = BranchPhase.TaskScheduled,
            Progress = task,
        };
        return true;
    }

    public override bool Continue(DecisionBuilder decision)
    {
        var branch = decision.Branch;
        var resource = ((TaskState)branch.State).Resource;
        switch (branch.Phase)
        {
            case BranchPhase.TaskScheduled:
                Start(decision, resource);
                return false;
            case BranchPhase.TaskSubmitted:
                decision.Branch = branch with
                {
                    LastEventId = decision.Write(HistoryEventType.TaskSubmitted, TaskHistory.Output(resource, branch.Result!)),
                    Phase = BranchPhase.AwaitingTask,
                    Progress = branch.Task with { IsSubmitted = true },
                    Result = null,
                };
                return false;
            case BranchPhase.TaskSucceeded:
                Write(TaskHistory.Succeeded(resource, branch.Result!), BranchPhase.Exiting);
                break;
            case BranchPhase.TaskFailed:
                Write(TaskHistory.Failed(resource, branch.Error!), BranchPhase.HandlingError);
                break;
            default:
                Write(TaskHistory.TimedOut(resource, branch.Error!), BranchPhase.HandlingError);
                break;
        }

        // Responses that arrived at the same time are written before anything follows from this one.
        return decision.YieldToOthers();

        void Write((HistoryEventType Type, HistoryDetails? Details) e, BranchPhase next) =>
            decision.Branch = branch with { LastEventId = decision.Write(e.Type, e.Details), Phase = next };
    }

    private static void Start(DecisionBuilder decision, TaskResource resource)
    {
        var (type, details) = TaskHistory.Started(resource);
        var branch = decision.Branch;
        var task = branch.Task;
        if (task.TimeoutSeconds is not null || task.HeartbeatSeconds is not null)
        {
            task = task with { Timers = new(DueIn(decision, task.TimeoutSeconds), DueIn(decision, task.HeartbeatSeconds)) };
        }

        decision.Branch = branch with { LastEventId = decision.Write(type, details), Phase = BranchPhase.AwaitingTask, Progress = task };
        decision.Await();
    }

    private static DateTimeOffset? DueIn(DecisionBuilder decision, int? seconds) =>
        seconds is { } value ? ExecutionTime.Add(decision.Now, value) : null;
}
