using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Tests.ProjectDefinition;

/// <summary>The input and output processing of a state: arguments, variables, output, expressions and the context object.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html</remarks>
public sealed class DataTests
{
    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html: without Arguments a task gets the state's input.</remarks>
    [Fact]
    public void A_task_without_Arguments_gets_the_input_of_the_state()
    {
        var world = ProjectRun.World();

        ProjectRun.Run(world);

        Assert.Equal(JsonValue.Parse(ProjectRun.Input), world.ParametersOf("Validate prompt"));
    }

    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html</remarks>
    [Theory]
    [InlineData("Validate prompt", """{"request":{"prompt":"A croissant"}}""")]
    [InlineData("Generate image", """{"image":{"key":"staging/order-1"}}""")]
    [InlineData("Store image", """{"stored":{"key":"images/order-1.png"}}""")]
    [InlineData("Notify", null)]
    public void Assign_stores_the_result_in_a_variable(string state, string? assigned) =>
        Assert.Equal(assigned, ProjectRun.Run(ProjectRun.World()).AssignedBy(state)?.ToJson());

    [Fact]
    public void Without_Output_the_result_is_the_output_of_the_state()
    {
        var run = ProjectRun.Run(ProjectRun.World());

        Assert.Equal("""{"key":"staging/order-1"}""", run.OutputOf("Generate image").ToJson());
        Assert.Equal("""{"key":"images/order-1.png"}""", run.OutputOf("Store image").ToJson());
    }

    [Fact]
    public void The_output_of_the_execution_is_its_input_with_the_result_of_each_step()
    {
        var run = ProjectRun.Run(ProjectRun.World());

        Assert.Equal(
            """{"id":"order-1","attempt":1,"message":"A croissant","request":{"prompt":"A croissant"},"image":{"key":"staging/order-1"},"stored":{"key":"images/order-1.png"}}""",
            run.Execution.Output!.ToJson()
        );
    }

    [Fact]
    public void Strings_in_delimiters_are_expressions_and_others_are_constants()
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

    /// <remarks>https://docs.jsonata.org/processing: an object omits what has no value. The notice shows which step failed.</remarks>
    [Theory]
    [InlineData("Validate prompt", "")]
    [InlineData("Generate image", """ "request":{"prompt":"A croissant"},""")]
    [InlineData("Store image", """ "request":{"prompt":"A croissant"},"image":{"key":"staging/order-1"},""")]
    public void An_object_omits_variables_that_are_not_assigned(string failed, string results)
    {
        var world = ProjectRun.World().Fails(failed, "SomethingElse");

        ProjectRun.Run(world);

        Assert.Equal(
            $$$"""{"id":"order-1","attempt":1,"message":"A croissant",{{{results.TrimStart()}}}"error":{"Error":"SomethingElse","Cause":"cause"}}""",
            world.ParametersOf("Notify failure")["prompt"]!.ToJson()
        );
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

    /// <remarks>https://docs.jsonata.org/string-functions#string</remarks>
    [Fact]
    public void Expressions_add_and_write_JSON()
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
