using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.History;
using PromptToImage.StatesLanguage.Testing;

namespace PromptToImage.StatesLanguage.Interpretation.Handlers;

internal sealed class MapStateHandler : FanOutHandler
{
    // An inline Map runs up to 40 iterations at the same time, whatever MaxConcurrency says.
    // https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html
    private const int MaxInlineConcurrency = 40;
    private const int MaxDistributedConcurrency = 10_000;

    public override HistoryEventType Entered => HistoryEventType.MapStateEntered;

    public override HistoryEventType? Exited => HistoryEventType.MapStateExited;

    public override HistoryEventType? Failed => HistoryEventType.MapStateFailed;

    public override HistoryEventType? Aborted => HistoryEventType.MapStateAborted;

    protected override HistoryEventType Succeeded => HistoryEventType.MapStateSucceeded;

    public override bool Begin(DecisionBuilder decision)
    {
        var branch = decision.Branch;
        var state = (MapState)branch.State;
        var scope = Input(decision);
        var items = decision.Test?.Items ?? state.Items.Read(scope);
        decision.Test?.SawItems(items);
        var limit = state.MaxConcurrency?.Read(scope) ?? 0;
        decision.Test?.SawMaxConcurrency(limit);
        var id = decision.Write(HistoryEventType.MapStateStarted, new HistoryDetails.MapStateStarted(items.Count));
        branch = decision.Branch = branch with { LastEventId = id };
        var most = state.IsDistributed ? MaxDistributedConcurrency : MaxInlineConcurrency;
        var plan = new FanOutPlan(
            scope.Input,
            items,
            items.Count,
            limit == 0 ? most : Math.Min(limit, most),
            state.IsDistributed,
            // Step Functions reads the tolerated failures after the event: a wrong value fails a Map that has started.
            ReadToleratedFailures(decision, scope, items.Count)
        );
        decision.Branch = branch with { Phase = BranchPhase.SchedulingChildren, Progress = new FanOut(plan) };
        return decision.Test is not { } test || CompleteTest(decision, test);
    }

    /// <summary>A distributed Map exits with its recorded output where a replay has one.</summary>
    public override bool Exit(DecisionBuilder decision) =>
        decision.Branch.Progress is FanOut { Recorded: { } recorded }
            ? Leave(decision, new StateOutput(recorded.Output, recorded.AssignedVariables), decision.Branch.State.NextState)
            : base.Exit(decision);

    protected override void WriteMapRunStarted(DecisionBuilder decision)
    {
        var branch = decision.Branch;
        decision.Branch = branch with
        {
            LastEventId = decision.Write(HistoryEventType.MapRunStarted, new HistoryDetails.MapRunStarted(MapRunArn(decision))),
            Progress = branch.FanOut with { Milestone = FanOutMilestone.MapRunStarted },
        };
    }

    protected override void StartNext(DecisionBuilder decision)
    {
        var parent = decision.Branch;
        var fanOut = parent.FanOut;
        var state = (MapState)parent.State;
        var index = fanOut.Next;
        var item = fanOut.Plan.Items![index];
        var id = fanOut.Plan.IsDistributed
            ? parent.LastEventId
            : decision.Write(HistoryEventType.MapIterationStarted, new HistoryDetails.MapIteration(state.Name, index));
        JsonValue input;
        try
        {
            input = ReadItemInput(decision, state, index, item);
        }
        catch (StateException e)
        {
            // The iteration has started, so the iteration fails.
            var error = StateError.From(parent, e);
            var failing = e.Error == ErrorNames.QueryEvaluationError && !fanOut.Plan.IsDistributed
                ? fanOut.Notify(HistoryEventType.EvaluationFailed, id, RetryCatch.EvaluationFailed(parent, error))
                : fanOut;
            decision.Branch = parent with { LastEventId = id, Error = error, Progress = failing };
            Break(decision, null, index);
            return;
        }

        var isRecorded = parent.Origin.IsRecorded && !fanOut.Plan.IsDistributed;
        var origin = new BranchOrigin(parent.Origin, index, item, isRecorded);
        var variables = fanOut.Plan.IsDistributed ? VariableScope.Empty : parent.Variables.Inner();
        var child = new ExecutionBranch(origin, new EnteredState(state.Processor.Start, input, variables))
        {
            LastEventId = id,
            UnrecordedStates = fanOut.Plan.IsDistributed ? 0 : parent.UnrecordedStates,
        };
        decision.Branch = parent with { Progress = decision.Open(fanOut, child) with { Next = index + 1 } };
    }

    private static JsonValue ReadItemInput(DecisionBuilder decision, MapState state, int index, JsonValue item)
    {
        if (state.ItemSelector is not { } selector)
        {
            return item;
        }

        decision.SelectItem(index, item);
        return DataLimit.Check(selector.Evaluate(decision.Scope(decision.Branch.FanOut.Plan.Input)));
    }

    private static double ReadToleratedFailures(DecisionBuilder decision, in EvaluationScope scope, int count)
    {
        var state = (MapState)decision.Branch.State;
        var tolerated = state.ToleratedFailureCount?.Read(scope);
        var percentage = state.ToleratedFailurePercentage?.Read(scope);
        decision.Test?.SawTolerance(tolerated, percentage);
        return Math.Max(tolerated ?? 0, (percentage ?? 0) / 100 * count);
    }

    private static bool CompleteTest(DecisionBuilder decision, StateTest test)
    {
        var state = (MapState)decision.Branch.State;
        if (state.ItemSelector is not null)
        {
            var items = decision.Branch.FanOut.Plan.Items!;
            test.SawItemInputs(JsonArray.From(items.Select((item, i) => ReadItemInput(decision, state, i, item)).ToList()));
        }

        return test.Complete(decision);
    }

    [SuppressMessage("Security", "CA5394", Justification = "The id is no secret. A replay must give the same id.")]
    private static string MapRunArn(DecisionBuilder decision)
    {
        var start = decision.Start;
        var parts = start.ExecutionArn.Split(':');
        var run = new byte[16];
        decision.Random.NextBytes(run);
        var state = (MapState)decision.Branch.State;
        var label = state.Label ?? state.Name;
        return parts.Length < 5
            ? $"{start.ExecutionArn}/{label}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{string.Join(':', parts[..5])}:mapRun:{start.StateMachineName}/{label}:{new Guid(run)}"
            );
    }
}
