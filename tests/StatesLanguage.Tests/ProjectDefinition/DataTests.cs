using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Tests.ProjectDefinition;

/// <summary>
/// The input and output processing of a state: parameters with paths, functions and the context object, and result paths.
/// </summary>
public sealed class DataTests
{
    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html: without Parameters a task gets the state's input.</remarks>
    [Fact]
    public void A_task_without_Parameters_gets_the_input_of_the_state()
    {
        var world = ProjectRun.World();

        ProjectRun.Run(world);

        Assert.Equal(JsonValue.Parse(ProjectRun.Input), world.ParametersOf("Validate prompt"));
    }

    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultpath.html#input-output-resultpath-amend</remarks>
    [Fact]
    public void ResultPath_adds_the_result_to_the_input()
    {
        var run = ProjectRun.Run(ProjectRun.World());

        Assert.Equal(
            """{"id":"order-1","attempt":1,"message":"A croissant","request":{"prompt":"A croissant"},"image":{"key":"staging/order-1"},"stored":{"key":"images/order-1.png"}}""",
            run.OutputOf("Store image").ToJson()
        );
    }

    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultpath.html#input-output-resultpath-null</remarks>
    [Fact]
    public void A_null_ResultPath_discards_the_result_and_keeps_the_input()
    {
        var run = ProjectRun.Run(ProjectRun.World());

        Assert.Equal(run.OutputOf("Store image"), run.OutputOf("Notify"));
        Assert.Equal(run.OutputOf("Notify"), run.Execution.Output);
    }

    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/input-output-inputpath-params.html#input-output-parameters</remarks>
    [Fact]
    public void Fields_that_end_in_a_dollar_are_paths_and_others_are_constants()
    {
        var world = ProjectRun.World();

        ProjectRun.Run(world);

        Assert.Equal("""{"attempt":1,"request":{"prompt":"A croissant"}}""", world.ParametersOf("Generate image").ToJson());
        Assert.Equal("stored", ((JsonString)world.ParametersOf("Notify")["outcome"]!).Value);
        Assert.Equal(
            """{"id":"order-1","attempt":1,"request":{"prompt":"A croissant"},"stored":{"key":"images/order-1.png"}}""",
            world.ParametersOf("Notify")["prompt"]!.ToJson()
        );
    }

    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html: <c>$</c> is the whole input.</remarks>
    [Fact]
    public void The_path_of_only_a_dollar_is_the_whole_input()
    {
        var world = ProjectRun.Rejecting();

        var run = ProjectRun.Run(world);

        Assert.Equal(run.OutputOf("Dead-letter prompt"), world.ParametersOf("Notify failure")["prompt"]);
    }

    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html: the ARN, and the start in ISO 8601.</remarks>
    [Theory]
    [InlineData("Store image")]
    [InlineData("Notify")]
    public void The_context_object_has_the_ARN_and_the_start_time_of_the_execution(string state)
    {
        var world = ProjectRun.World();

        ProjectRun.Run(world);

        Assert.Equal(
            """{"arn":"arn:aws:states:us-east-1:000000000000:execution:machine:run","startTime":"2026-11-22T06:00:00.000Z"}""",
            world.ParametersOf(state)["execution"]!.ToJson()
        );
    }

    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html: States.MathAdd, States.Format, States.JsonToString.</remarks>
    [Fact]
    public void Intrinsic_functions_add_format_and_write_JSON()
    {
        var world = ProjectRun.Rejecting();

        ProjectRun.Run(world, """{"id": "order-1", "attempt": 41, "message": "{\"prompt\": \"x\"}"}""");

        Assert.Equal(
            JsonValue.Parse(
                """
                {"QueueUrl": "https://sqs.us-west-2.amazonaws.com/000000000000/dead-letters", "MessageBody": "{\"prompt\": \"x\"}", "MessageAttributes": {
                  "RequestId": {"DataType": "String", "StringValue": "order-1"},
                  "Attempt": {"DataType": "Number", "StringValue": "42"},
                  "Error": {"DataType": "String", "StringValue": "InvalidPromptException"},
                  "Failure": {"DataType": "String", "StringValue": "{\"Error\":\"InvalidPromptException\",\"Cause\":\"cause\"}"},
                  "ExecutionArn": {"DataType": "String", "StringValue": "arn:aws:states:us-east-1:000000000000:execution:machine:run"}}}
                """
            ),
            world.ParametersOf("Dead-letter prompt")
        );
    }
}
