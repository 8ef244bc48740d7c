using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using PromptToImage.Contracts;
using PromptToImage.Functions.Errors;

namespace PromptToImage.Functions.Tests;

public sealed class DefinitionTests
{
    /// <summary>Errors that AWS defines: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html</summary>
    private static readonly string[] AwsOwn = ["Lambda.", "Runtime.", "Sandbox.", "States."];

    private static readonly string[] CatchingSteps = [StateNames.Validate, StateNames.Generate, StateNames.Store];

    [Fact]
    public void Every_error_in_the_definition_is_a_class_and_every_class_is_in_the_definition()
    {
        var named = DefinitionFile
            .States.SelectMany(state => DefinitionFile.Retriers(state.State).Concat(DefinitionFile.Catchers(state.State)))
            .SelectMany(DefinitionFile.ErrorEquals)
            .Where(name => !AwsOwn.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
        var classes = typeof(InvalidPromptException)
            .Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(InvalidPromptException).Namespace && type.IsSubclassOf(typeof(Exception)))
            .Select(type => type.Name);
        Assert.Equal(classes.Order(), named.Distinct().Order());
    }

    [Fact]
    public void Its_placeholders_are_those_that_hosts_replace()
    {
        var used = Regex.Matches(DefinitionFile.Text, @"\$\{(\w+)\}").Select(match => match.Groups[1].Value);
        Assert.Equal(StateMachinePlaceholders.All.Order(), used.Distinct().Order());
    }

    [Fact]
    public void Its_states_are_those_in_the_code()
    {
        var inCode = typeof(StateNames)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal(inCode.Order(), DefinitionFile.States.Select(state => state.Name).Order());
    }

    [Theory]
    [InlineData(StateNames.Generate, "ModelThrottledException", 400, 2, 60)]
    [InlineData(StateNames.Generate, "ModelUnavailableException", 400, 2, 60)]
    [InlineData(StateNames.Generate, "ModelOutputException", 2, 1, null)]
    [InlineData(StateNames.Validate, "Lambda.ServiceException", 6, 2, null)]
    [InlineData(StateNames.Generate, "Lambda.TooManyRequestsException", 6, 2, null)]
    [InlineData(StateNames.Store, "Lambda.SdkClientException", 6, 2, null)]
    [InlineData(StateNames.Notify, "Lambda.AWSLambdaException", 6, 2, null)]
    [InlineData(StateNames.NotifyFailure, "Lambda.ClientExecutionTimeoutException", 6, 2, null)]
    [InlineData(StateNames.Store, "States.Timeout", 2, 2, null)]
    [InlineData(StateNames.Notify, "Lambda.Unknown", 2, 2, null)]
    [InlineData(StateNames.Generate, "Sandbox.Timedout", 2, 2, null)]
    [InlineData(StateNames.Generate, "Runtime.ExitError", 2, 2, null)]
    [InlineData(StateNames.Store, "States.TaskFailed", 7, 4, 60)]
    [InlineData(StateNames.Notify, "States.TaskFailed", 7, 4, 60)]
    [InlineData(StateNames.NotifyFailure, "States.TaskFailed", 7, 4, 60)]
    [InlineData(StateNames.DeadLetter, "States.ALL", 6, 2, 60)]
    public void Each_retrier_has_its_attempts_and_delays_with_jitter(string state, string error, int attempts, int interval, int? longest)
    {
        var retrier = RetrierOf(state, error);
        Assert.Equal(attempts, retrier.GetProperty("MaxAttempts").GetInt32());
        Assert.Equal(interval, retrier.GetProperty("IntervalSeconds").GetInt32());
        Assert.Equal(2, retrier.GetProperty("BackoffRate").GetDouble());
        Assert.Equal("FULL", retrier.GetProperty("JitterStrategy").GetString());
        Assert.Equal(longest, retrier.TryGetProperty("MaxDelaySeconds", out var most) ? most.GetInt32() : null);
    }

    [Theory]
    [InlineData(StateNames.Validate, nameof(InvalidPromptException))]
    [InlineData(StateNames.Generate, nameof(ContentFilteredException))]
    [InlineData(StateNames.Generate, nameof(ModelRequestRejectedException))]
    [InlineData(StateNames.Store, nameof(ImageCorruptException))]
    [InlineData(StateNames.Store, nameof(StagedImageMissingException))]
    public void Permanent_errors_are_never_retried(string state, string error) =>
        Assert.Equal(0, RetrierOf(state, error).GetProperty("MaxAttempts").GetInt32());

    [Fact]
    public void The_steps_catch_everything_and_dead_letter_it()
    {
        foreach (var name in CatchingSteps)
        {
            var caught = Assert.Single(DefinitionFile.Catchers(State(name)));
            Assert.Equal(
                """{ "ErrorEquals": ["States.ALL"], "Assign": { "error": "{% $states.errorOutput %}" }, "Next": "Dead-letter prompt" }""",
                caught.GetRawText()
            );
        }
    }

    [Fact]
    public void The_dead_letter_branch_keeps_the_original_error_and_cannot_get_stuck()
    {
        var deadLetter = Assert.Single(DefinitionFile.Catchers(State(StateNames.DeadLetter)));
        Assert.Equal("""{ "deadLetterError": "{% $states.errorOutput %}" }""", deadLetter.GetProperty("Assign").GetRawText());
        Assert.Equal(StateNames.NotifyFailure, deadLetter.GetProperty("Next").GetString());
        Assert.Equal(StateNames.NotifyFailure, State(StateNames.DeadLetter).GetProperty("Next").GetString());
        var notice = Assert.Single(DefinitionFile.Catchers(State(StateNames.NotifyFailure)));
        Assert.False(notice.TryGetProperty("Assign", out _));
        Assert.Equal(StateNames.Failed, notice.GetProperty("Next").GetString());
        Assert.Equal(StateNames.Failed, State(StateNames.NotifyFailure).GetProperty("Next").GetString());
        foreach (var name in (string[])[StateNames.DeadLetter, StateNames.NotifyFailure, StateNames.Notify])
        {
            Assert.False(State(name).TryGetProperty("Assign", out _));
        }

        Assert.Equal("{% $error.Error %}", State(StateNames.Failed).GetProperty("Error").GetString());
        Assert.Equal("{% $string($error) %}", State(StateNames.Failed).GetProperty("Cause").GetString());
    }

    [Fact]
    public void Notify_has_no_catcher_because_the_image_is_stored()
    {
        Assert.Empty(DefinitionFile.Catchers(State(StateNames.Notify)));
        Assert.True(State(StateNames.Notify).GetProperty("End").GetBoolean());
    }

    [Fact]
    public void A_dead_letter_has_the_attributes_that_a_redrive_needs()
    {
        var arguments = State(StateNames.DeadLetter).GetProperty("Arguments");
        Assert.Equal("{% $states.context.Execution.Input.message %}", arguments.GetProperty("MessageBody").GetString());
        var attributes = arguments.GetProperty("MessageAttributes");
        Assert.Equal(
            [
                MessageAttributeNames.RequestId,
                MessageAttributeNames.Attempt,
                MessageAttributeNames.Error,
                MessageAttributeNames.Failure,
                MessageAttributeNames.ExecutionArn,
            ],
            attributes.EnumerateObject().Select(attribute => attribute.Name)
        );
        Assert.Equal(
            "{% $string($states.context.Execution.Input.attempt + 1) %}",
            attributes.GetProperty(MessageAttributeNames.Attempt).GetProperty("StringValue").GetString()
        );
    }

    [Theory]
    [InlineData(StateNames.Validate, "validate")]
    [InlineData(StateNames.Generate, "generate")]
    [InlineData(StateNames.Store, "store")]
    [InlineData(StateNames.Notify, "notify")]
    [InlineData(StateNames.NotifyFailure, "notify")]
    public void The_timeout_of_a_state_is_longer_than_the_timeout_of_its_function(string state, string function)
    {
        var timeout = FunctionCatalog.All.Single(description => description.Name == function).Timeout;
        var waits = State(state).GetProperty("TimeoutSeconds").GetDouble();
        Assert.InRange(waits, timeout.TotalSeconds + 1, timeout.TotalSeconds + 15);
    }

    [Fact]
    public void The_timeout_of_the_execution_is_longer_than_all_tries_together()
    {
        var worst = DefinitionFile
            .States.Where(state => state.State.TryGetProperty("TimeoutSeconds", out _))
            .Sum(state => WorstCase(state.State));
        Assert.InRange(DefinitionFile.Root.GetProperty("TimeoutSeconds").GetDouble(), worst, double.MaxValue);
    }

    private static double WorstCase(JsonElement state)
    {
        var once = state.GetProperty("TimeoutSeconds").GetDouble();
        var total = once;
        foreach (var retrier in DefinitionFile.Retriers(state).Where(retrier => retrier.GetProperty("MaxAttempts").GetInt32() > 0))
        {
            var wait = retrier.GetProperty("IntervalSeconds").GetDouble();
            var longest = retrier.TryGetProperty("MaxDelaySeconds", out var most) ? most.GetDouble() : double.MaxValue;
            for (var attempt = 0; attempt < retrier.GetProperty("MaxAttempts").GetInt32(); attempt++, wait *= 2)
            {
                total += once + Math.Min(wait, longest);
            }
        }

        return total;
    }

    private static JsonElement State(string name) => DefinitionFile.Root.GetProperty("States").GetProperty(name);

    private static JsonElement RetrierOf(string state, string error) =>
        DefinitionFile.Retriers(State(state)).Single(retrier => DefinitionFile.ErrorEquals(retrier).Contains(error));
}
