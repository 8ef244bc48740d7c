namespace Amazon.StepFunctions.Model;

public class HistoryEvent
{
    public ActivityFailedEventDetails ActivityFailedEventDetails { get; set; }

    public ActivityScheduleFailedEventDetails ActivityScheduleFailedEventDetails { get; set; }

    public ActivityScheduledEventDetails ActivityScheduledEventDetails { get; set; }

    public ActivityStartedEventDetails ActivityStartedEventDetails { get; set; }

    public ActivitySucceededEventDetails ActivitySucceededEventDetails { get; set; }

    public ActivityTimedOutEventDetails ActivityTimedOutEventDetails { get; set; }

    public EvaluationFailedEventDetails EvaluationFailedEventDetails { get; set; }

    public ExecutionAbortedEventDetails ExecutionAbortedEventDetails { get; set; }

    public ExecutionFailedEventDetails ExecutionFailedEventDetails { get; set; }

    public ExecutionRedrivenEventDetails ExecutionRedrivenEventDetails { get; set; }

    public ExecutionStartedEventDetails ExecutionStartedEventDetails { get; set; }

    public ExecutionSucceededEventDetails ExecutionSucceededEventDetails { get; set; }

    public ExecutionTimedOutEventDetails ExecutionTimedOutEventDetails { get; set; }

    public long? Id { get; set; }

    public LambdaFunctionFailedEventDetails LambdaFunctionFailedEventDetails { get; set; }

    public LambdaFunctionScheduleFailedEventDetails LambdaFunctionScheduleFailedEventDetails { get; set; }

    public LambdaFunctionScheduledEventDetails LambdaFunctionScheduledEventDetails { get; set; }

    public LambdaFunctionStartFailedEventDetails LambdaFunctionStartFailedEventDetails { get; set; }

    public LambdaFunctionSucceededEventDetails LambdaFunctionSucceededEventDetails { get; set; }

    public LambdaFunctionTimedOutEventDetails LambdaFunctionTimedOutEventDetails { get; set; }

    public MapIterationEventDetails MapIterationAbortedEventDetails { get; set; }

    public MapIterationEventDetails MapIterationFailedEventDetails { get; set; }

    public MapIterationEventDetails MapIterationStartedEventDetails { get; set; }

    public MapIterationEventDetails MapIterationSucceededEventDetails { get; set; }

    public MapRunFailedEventDetails MapRunFailedEventDetails { get; set; }

    public MapRunRedrivenEventDetails MapRunRedrivenEventDetails { get; set; }

    public MapRunStartedEventDetails MapRunStartedEventDetails { get; set; }

    public MapStateStartedEventDetails MapStateStartedEventDetails { get; set; }

    public long? PreviousEventId { get; set; }

    public StateEnteredEventDetails StateEnteredEventDetails { get; set; }

    public StateExitedEventDetails StateExitedEventDetails { get; set; }

    public TaskFailedEventDetails TaskFailedEventDetails { get; set; }

    public TaskScheduledEventDetails TaskScheduledEventDetails { get; set; }

    public TaskStartFailedEventDetails TaskStartFailedEventDetails { get; set; }

    public TaskStartedEventDetails TaskStartedEventDetails { get; set; }

    public TaskSubmitFailedEventDetails TaskSubmitFailedEventDetails { get; set; }

    public TaskSubmittedEventDetails TaskSubmittedEventDetails { get; set; }

    public TaskSucceededEventDetails TaskSucceededEventDetails { get; set; }

    public TaskTimedOutEventDetails TaskTimedOutEventDetails { get; set; }

    public DateTime? Timestamp { get; set; }

    public HistoryEventType Type { get; set; }
}
