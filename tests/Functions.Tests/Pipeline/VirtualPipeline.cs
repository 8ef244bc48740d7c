using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Steps;
using PromptToImage.Functions.Generate;
using PromptToImage.Functions.Metrics;
using PromptToImage.Functions.Notices;
using PromptToImage.Functions.Notify;
using PromptToImage.Functions.Start;
using PromptToImage.Functions.Store;
using PromptToImage.Functions.Tests.Fakes;
using PromptToImage.Functions.Validate;
using PromptToImage.Jsonata.Json;
using PromptToImage.Pipeline;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Functions.Tests.Pipeline;

/// <summary>
/// Runs one prompt through the real definition and the real functions, with JSON between them and in virtual time. Shows that each step can
/// read what the previous one writes.
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
    private readonly FakeExecutions _executions = new();
    private readonly TestContextOfLambda _lambda = new();
    private readonly Dictionary<string, FunctionHandler> _functions;

    public VirtualPipeline()
    {
        var metrics = new MetricLog(TextWriter.Null, _time);
        var links = new NoticeLinks();
        var alerts = new NoticeTopic(Topics, "arn:alerts");
        var host = new FunctionHost
        {
            Settings = new Dictionary<string, string>(),
            Time = _time,
            Metrics = TextWriter.Null,
        };
        var generator = new ImageGenerator(new BedrockModel(Model), new StagingArea(Objects, MemoryObjects.Bucket, ""), null, _time, metrics);
        var store = new ImageStore(Objects, MemoryObjects.Bucket, "", _time, metrics);
        var notifier = new OutcomeNotifier(
            new NoticeTopic(Topics, "arn:results"),
            alerts,
            links,
            _time,
            new Lazy<ExecutionReader>(new ExecutionReader(_executions)),
            new Lazy<UnhandledEnd>(() => throw new InvalidOperationException("No execution ends unhandled here.")),
            new Lazy<DailyDigest>(() => throw new InvalidOperationException("There is no schedule here."))
        );
        _functions = new()
        {
            [StateMachinePlaceholders.ValidateFunctionArn] = Handler<ExecutionInput, GenerationRequest>(
                new ValidateFunction(host).HandleAsync,
                new SourceGeneratorLambdaJsonSerializer<ValidateJson>()
            ),
            [StateMachinePlaceholders.GenerateFunctionArn] = Handler<GenerateInput, StagedImage>(
                new GenerateFunction(generator).HandleAsync,
                new SourceGeneratorLambdaJsonSerializer<GenerateJson>()
            ),
            [StateMachinePlaceholders.StoreFunctionArn] = Handler<StoreInput, StoredImage>(
                new StoreFunction(store).HandleAsync,
                new SourceGeneratorLambdaJsonSerializer<StoreJson>()
            ),
            [StateMachinePlaceholders.NotifyFunctionArn] = Handler<NotifyInput, NotifyResult>(
                new NotifyFunction(notifier).HandleAsync,
                new SourceGeneratorLambdaJsonSerializer<NotifyJson>()
            ),
        };
    }

    public ScriptedModel Model { get; } = new();

    public MemoryObjects Objects { get; } = new();

    public RecordingTopics Topics { get; } = new();

    public List<JsonElement> DeadLetters { get; } = [];

    public bool DeadLetterQueueIsDown { get; set; }

    /// <summary>The size of the largest task input, in bytes.</summary>
    public int LargestTaskInput { get; private set; }

    /// <summary>Runs the execution of one message until it ends.</summary>
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
        var coming = new Queue<ExecutionEvent>([ExecutionEvent.Begin.Instance]);
        SortedSet<(DateTimeOffset DueAt, string Id)> timers = [];
        while (!execution.IsFinished)
        {
            if (!coming.TryDequeue(out var next))
            {
                // Nothing else is in progress, so the next event is the next timer.
                var (dueAt, timer) = timers.Min;
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
        _executions.Dispose();
    }

    private FunctionHandler Handler<TInput, TOutput>(
        Func<TInput, ILambdaContext, Task<TOutput>> handler,
        ILambdaSerializer serializer
    ) => LambdaHandler.Create(handler, serializer, memorySize: 512, _time, _lambda);

    private async Task<ExecutionEvent> InvokeAsync(Effect.InvokeTask task)
    {
        var parameters = Encoding.UTF8.GetBytes(task.Parameters.ToJson());
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
            var arn = task.Resource.Arn;
            var name = arn.Split(':')[^1];
            var invocation = new FunctionInvocation("request-1", name, arn, _time.Now + TimeSpan.FromMinutes(1));
            var result = await _functions[name](parameters, invocation, CancellationToken.None);
            return ExecutionEvent.TaskSucceeded.FromJson(task.TaskId, Encoding.UTF8.GetString(result));
        }
        catch (Exception e)
        {
            var cause = JsonSerializer.Serialize(new { errorType = e.GetType().Name, errorMessage = e.Message });
            return new ExecutionEvent.TaskFailed(task.TaskId, e.GetType().Name, cause);
        }
    }
}
