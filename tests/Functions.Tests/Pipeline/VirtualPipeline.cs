using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Steps;
using PromptToImage.Functions.DeadLetters;
using PromptToImage.Functions.Generate;
using PromptToImage.Functions.Metrics;
using PromptToImage.Functions.Notices;
using PromptToImage.Functions.Notify;
using PromptToImage.Functions.Start;
using PromptToImage.Functions.Store;
using PromptToImage.Functions.Tests.Fakes;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Functions.Tests.Pipeline;

/// <summary>
/// One prompt through the real definition and the real functions, JSON between them, in virtual time: shows that what one
/// step writes is what the next one reads.
/// </summary>
internal sealed class VirtualPipeline : IDisposable
{
    private static readonly StateMachine Machine = StateMachine.Parse(
        StateMachinePlaceholders.All.Aggregate(
            DefinitionFile.Text,
            (text, name) => text.Replace($"${{{name}}}", $"arn:aws:lambda:us-east-1:000000000000:function:{name}", StringComparison.Ordinal)
        )
    );

    private readonly ManualTime _time = new();
    private readonly TestContextOfLambda _lambda = new();
    private readonly Dictionary<string, Func<ReadOnlyMemory<byte>, ILambdaContext, Task<byte[]>>> _functions;

    public VirtualPipeline()
    {
        MetricLog metrics = new(TextWriter.Null, _time);
        NoticeLinks links = new();
        NoticeTopic alerts = new(Topics, "arn:alerts");
        FunctionHost host = new()
        {
            Settings = new Dictionary<string, string>(),
            Time = _time,
            Random = new Random(1),
            Metrics = TextWriter.Null,
        };
        ImageGenerator generator = new(new BedrockModel(Model), new StagingArea(Objects, MemoryObjects.Bucket, ""), null, _time, metrics);
        ImageStore store = new(Objects, MemoryObjects.Bucket, "", _time, metrics);
        OutcomeNotifier notifier = new(
            new NoticeTopic(Topics, "arn:results"),
            alerts,
            links,
            _time,
            () => new UnhandledEnd(new EndedExecutions(null!), new DeadLetterSender(null!, ""), alerts, links, _time)
        );
        _functions = new()
        {
            [StateMachinePlaceholders.ValidateFunctionArn] = InProcessFunction.Create(FunctionCatalog.Validate, host),
            [StateMachinePlaceholders.GenerateFunctionArn] = InProcessFunction.Wrap<GenerateInput, StagedImage>(
                new SourceGeneratorLambdaJsonSerializer<GenerateJson>(),
                new GenerateFunction(generator).HandleAsync
            ),
            [StateMachinePlaceholders.StoreFunctionArn] = InProcessFunction.Wrap<StoreInput, StoredImage>(
                new SourceGeneratorLambdaJsonSerializer<StoreJson>(),
                new StoreFunction(store).HandleAsync
            ),
            [StateMachinePlaceholders.NotifyFunctionArn] = InProcessFunction.Wrap<NotifyInput, NotifyResult>(
                new SourceGeneratorLambdaJsonSerializer<NotifyJson>(),
                new NotifyFunction(notifier).HandleAsync
            ),
        };
    }

    public ScriptedModel Model { get; } = new();

    public MemoryObjects Objects { get; } = new();

    public RecordingTopics Topics { get; } = new();

    public List<JsonElement> DeadLetters { get; } = [];

    public bool DeadLetterQueueIsDown { get; set; }

    /// <summary>Largest state data seen, in bytes.</summary>
    public int LargestTaskInput { get; private set; }

    /// <summary>Runs a message to its end.</summary>
    public async Task<Execution> RunAsync(string id, int attempt, string message)
    {
        var name = PromptExecutionName.For(id, attempt);
        var execution = Execution.Create(
            Machine,
            new ExecutionStart
            {
                ExecutionArn = FakeExecutions.Arn(name),
                Name = name,
                Input = JsonValue.Parse(ExecutionInputText.Build(id, attempt, message)),
                StartTime = _time.Now,
                StateMachineArn = FakeExecutions.MachineArn,
                StateMachineName = "prompt-to-image",
            }
        );
        Queue<ExecutionEvent> coming = new([ExecutionEvent.Begin.Instance]);
        SortedSet<(DateTimeOffset DueAt, string Id)> timers = [];
        while (!execution.IsFinished)
        {
            if (!coming.TryDequeue(out var next))
            {
                // Nothing else is under way, so the next thing that happens is the next timer.
                (var dueAt, var timer) = timers.Min;
                timers.Remove(timers.Min);
                _time.Now = dueAt;
                next = new ExecutionEvent.TimerFired(TimerId.Parse(timer));
            }

            var decision = Interpreter.Decide(execution, next, _time.Now);
            execution = decision.Execution;
            foreach (var effect in decision.Effects)
            {
                if (effect is Effect.InvokeTask task)
                {
                    coming.Enqueue(await InvokeAsync(task));
                }
                else if (effect is Effect.StartTimer timer)
                {
                    timers.Add((timer.DueAt, timer.TimerId.ToString()));
                }
                else if (effect is Effect.CancelTimer cancelled)
                {
                    timers.RemoveWhere(item => item.Id == cancelled.TimerId.ToString());
                }
            }
        }

        return execution;
    }

    public void Dispose()
    {
        Model.Dispose();
        Objects.Dispose();
        Topics.Dispose();
    }

    private async Task<ExecutionEvent> InvokeAsync(Effect.InvokeTask task)
    {
        var parameters = task.Parameters.ToUtf8();
        LargestTaskInput = Math.Max(LargestTaskInput, parameters.Length);
        if (task.StateName == StateNames.DeadLetter)
        {
            if (DeadLetterQueueIsDown)
            {
                return new ExecutionEvent.TaskFailed(task.TaskId, "SQS.SdkClientException", "no route");
            }

            DeadLetters.Add(JsonDocument.Parse(parameters).RootElement);
            return ExecutionEvent.TaskSucceeded.FromJson(task.TaskId, """{"MessageId":"dead-1"}""");
        }

        try
        {
            var result = await _functions[task.Resource.Arn.Split(':')[^1]](parameters, _lambda);
            return ExecutionEvent.TaskSucceeded.FromJson(task.TaskId, Encoding.UTF8.GetString(result));
        }
        catch (Exception e)
        {
            var cause = JsonSerializer.Serialize(new { errorType = e.GetType().Name, errorMessage = e.Message });
            return new ExecutionEvent.TaskFailed(task.TaskId, e.GetType().Name, cause);
        }
    }
}
