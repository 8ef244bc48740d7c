using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.Definitions;

public sealed class DefinitionErrorTests
{
    [Theory]
    [InlineData("nonsense", "", "INVALID_JSON_DESCRIPTION")]
    [InlineData(" ", "", "MISSING_DESCRIPTION")]
    [InlineData("[]", "", "INVALID_JSON_DESCRIPTION")]
    [InlineData("""{"StartAt": "\ud800", "States": {"\ud800": {"Type": "Succeed"}}}""", "", "INVALID_JSON_DESCRIPTION")]
    [InlineData("""{"States": {"A": {"Type": "Succeed"}}}""", "", "SCHEMA_VALIDATION_FAILED")]
    [InlineData("""{"StartAt": "A"}""", "", "SCHEMA_VALIDATION_FAILED")]
    [InlineData("""{"StartAt": "A", "States": {}}""", "/States", "SCHEMA_VALIDATION_FAILED")]
    [InlineData("""{"StartAt": "B", "States": {"A": {"Type": "Succeed"}}}""", "/StartAt", "MISSING_TRANSITION_TARGET")]
    [InlineData(
        """{"StartAt": "A", "QueryLanguage": "jsonata", "States": {"A": {"Type": "Succeed"}}}""",
        "/QueryLanguage",
        "SCHEMA_VALIDATION_FAILED"
    )]
    [InlineData(
        """{"StartAt": "A", "QueryLanguage": "JSONata", "States": {"A": {"Type": "Succeed", "QueryLanguage": "JSONPath"}}}""",
        "/States/A",
        "SCHEMA_VALIDATION_FAILED"
    )]
    [InlineData("""{"StartAt": "A", "Version": "2.0", "States": {"A": {"Type": "Succeed"}}}""", "/Version", "SCHEMA_VALIDATION_FAILED")]
    [InlineData("""{"StartAt": "A", "Surprise": 1, "States": {"A": {"Type": "Succeed"}}}""", "/Surprise", "SCHEMA_VALIDATION_FAILED")]
    [InlineData(
        """{"StartAt": "A", "States": {"A": {"Type": "Succeed"}, "B": {"Type": "Succeed"}}}""",
        "/States/B",
        "MISSING_TRANSITION_TARGET"
    )]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}}}""", "/States/A/Next", "MISSING_TRANSITION_TARGET")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Pass"}}}""", "/States/A", "SCHEMA_VALIDATION_FAILED")]
    [InlineData(
        """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "A", "End": true}}}""",
        "/States/A",
        "SCHEMA_VALIDATION_FAILED"
    )]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Nap", "End": true}}}""", "/States/A/Type", "SCHEMA_VALIDATION_FAILED")]
    [InlineData(
        """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Retry": [], "End": true}}}""",
        "/States/A/Retry",
        "SCHEMA_VALIDATION_FAILED"
    )]
    [InlineData("""{"StartAt": "A/~", "States": {"A/~": {"Type": "Pass", "End": 1}}}""", "/States/A~1~0/End", "SCHEMA_VALIDATION_FAILED")]
    public void An_error_of_a_state_machine_has_its_place_and_code(string definition, string where, string code) =>
        Assert.Contains(StateMachine.Validate(definition), f => f.Location == where && f.Code == code);

    [Theory]
    [InlineData(""" "Type": "Task" """, "")]
    [InlineData(""" "Type": "Task", "Resource": "f" """, "/Resource")]
    [InlineData(""" "Type": "Task", "Resource": "arn:aws:lambda:r:0:function:f", "TimeoutSeconds": 0 """, "/TimeoutSeconds")]
    [InlineData(""" "Type": "Task", "Resource": "arn:aws:lambda:r:0:function:f", "TimeoutSeconds": 9, "TimeoutSecondsPath": "$.a" """, "")]
    [InlineData(
        """ "Type": "Task", "Resource": "arn:aws:lambda:r:0:function:f", "TimeoutSeconds": 9, "HeartbeatSeconds": 9 """,
        "/HeartbeatSeconds"
    )]
    [InlineData(""" "Type": "Task", "Resource": "arn:aws:lambda:r:0:function:f", "Retry": [{"IntervalSeconds": 1}] """, "/Retry[0]")]
    [InlineData(
        """ "Type": "Task", "Resource": "arn:aws:lambda:r:0:function:f", "Retry": [{"ErrorEquals": ["States.ALL"]}, {"ErrorEquals": ["A"]}] """,
        "/Retry[0]/ErrorEquals"
    )]
    [InlineData(
        """ "Type": "Task", "Resource": "arn:aws:lambda:r:0:function:f", "Retry": [{"ErrorEquals": ["States.ALL", "A"]}] """,
        "/Retry[0]/ErrorEquals"
    )]
    [InlineData(
        """ "Type": "Task", "Resource": "arn:aws:lambda:r:0:function:f", "Retry": [{"ErrorEquals": ["A"], "BackoffRate": 0.5}] """,
        "/Retry[0]/BackoffRate"
    )]
    [InlineData(
        """ "Type": "Task", "Resource": "arn:aws:lambda:r:0:function:f", "Retry": [{"ErrorEquals": ["A"], "MaxAttempts": -1}] """,
        "/Retry[0]/MaxAttempts"
    )]
    [InlineData(
        """ "Type": "Task", "Resource": "arn:aws:lambda:r:0:function:f", "Retry": [{"ErrorEquals": ["A"], "JitterStrategy": "SOME"}] """,
        "/Retry[0]/JitterStrategy"
    )]
    [InlineData(""" "Type": "Task", "Resource": "arn:aws:lambda:r:0:function:f", "Catch": [{"ErrorEquals": ["A"]}] """, "/Catch[0]")]
    [InlineData(
        """ "Type": "Task", "Resource": "arn:aws:lambda:r:0:function:f", "Catch": [{"ErrorEquals": ["A"], "Next": "Nowhere"}] """,
        "/Catch[0]/Next"
    )]
    [InlineData(""" "Type": "Pass", "ResultPath": "$.a[*]" """, "/ResultPath")]
    [InlineData(""" "Type": "Pass", "ResultPath": "$$.a" """, "/ResultPath")]
    [InlineData(""" "Type": "Pass", "InputPath": "a" """, "/InputPath")]
    [InlineData(""" "Type": "Pass", "Parameters": {"a": [{"b.$": "no path"}]} """, "/Parameters/a[0]/b.$")]
    [InlineData(""" "Type": "Pass", "Parameters": {"b.$": 1} """, "/Parameters/b.$")]
    [InlineData(""" "Type": "Pass", "Parameters": {"b.$": "States.Nope()"} """, "/Parameters/b.$")]
    [InlineData(""" "Type": "Pass", "Parameters": {"b.$": "$.a", "b": 1} """, "/Parameters")]
    [InlineData(""" "Type": "Pass", "Assign": {"1x": 1} """, "/Assign/1x")]
    [InlineData(""" "Type": "Pass", "Assign": {"states": 1} """, "/Assign/states")]
    [InlineData(""" "Type": "Wait" """, "")]
    [InlineData(""" "Type": "Wait", "Seconds": 1, "SecondsPath": "$.a" """, "")]
    [InlineData(""" "Type": "Wait", "Seconds": -1 """, "/Seconds")]
    [InlineData(""" "Type": "Wait", "Timestamp": "tomorrow" """, "/Timestamp")]
    [InlineData(""" "Type": "Parallel" """, "")]
    [InlineData(""" "Type": "Parallel", "Branches": [] """, "/Branches")]
    [InlineData(""" "Type": "Parallel", "Branches": [{"StartAt": "S", "States": {"S": {"Type": "Succeed"}}}] """, "/Branches[0]/States/S")]
    [InlineData(""" "Type": "Map" """, "")]
    [InlineData(
        """ "Type": "Map", "MaxConcurrency": -1, "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Succeed"}}} """,
        "/MaxConcurrency"
    )]
    [InlineData(
        """ "Type": "Map", "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Pass", "Next": "S"}}} """,
        "/ItemProcessor/States/I/Next"
    )]
    public void An_error_of_a_state_has_its_place(string state, string where) =>
        Assert.Contains(StateMachine.Validate(Machines.Only(state)), f => f.Location == "/States/S" + where);

    [Theory]
    [InlineData(""" "NumericEquals": 1, "Next": "E" """, "")]
    [InlineData(""" "Variable": "$.a", "Next": "E" """, "")]
    [InlineData(""" "Variable": "$.a", "NumericEquals": 1 """, "")]
    [InlineData(""" "Variable": "$.a", "NumericEquals": "1", "Next": "E" """, "/NumericEquals")]
    [InlineData(""" "Variable": "$.a", "TimestampEquals": "1", "Next": "E" """, "/TimestampEquals")]
    [InlineData(""" "Variable": "$.a", "NumericEquals": 1, "StringEquals": "a", "Next": "E" """, "")]
    [InlineData(""" "Variable": "$.a", "StringMatchesPath": "$.b", "Next": "E" """, "")]
    [InlineData(""" "And": [], "Next": "E" """, "/And")]
    [InlineData(""" "Not": {"Variable": "$.a", "NumericEquals": 1, "Next": "E"}, "Next": "E" """, "/Not/Next")]
    public void An_error_of_a_choice_rule_has_its_place(string rule, string where)
    {
        var definition =
            """{"StartAt": "C", "States": {"C": {"Type": "Choice", "Choices": [{"""
            + rule
            + """}], "Default": "E"}, "E": {"Type": "Succeed"}}}""";

        Assert.Contains(StateMachine.Validate(definition), f => f.Location == "/States/C/Choices[0]" + where);
    }

    [Fact]
    public void All_errors_are_reported_together()
    {
        var exception = Assert.Throws<InvalidDefinitionException>(() =>
            StateMachine.Parse(
                """
                {"StartAt": "Nowhere", "States": {
                  "A": {"Type": "Pass", "InputPath": "x", "Next": "B"},
                  "B": {"Type": "Wait", "Seconds": "1", "End": true}}}
                """
            )
        );

        Assert.Equal(["/States/A/InputPath", "/States/B/Seconds", "/StartAt"], exception.Errors.Select(f => f.Location));
        Assert.Contains(
            "MISSING_TRANSITION_TARGET: Missing 'Next' target: Nowhere at /StartAt",
            exception.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void All_fields_that_an_object_misses_are_one_error()
    {
        Assert.Equal(
            [new DefinitionError("", "These fields are required: [States, StartAt]")],
            StateMachine.Validate("{}")
        );
        Assert.Contains(
            new DefinitionError("/States/S/Catch[0]", "These fields are required: [Next, ErrorEquals]"),
            StateMachine.Validate(Machines.Only(""" "Type": "Task", "Resource": "arn:aws:lambda:r:0:function:f", "Catch": [{}] """))
        );
    }

    [Fact]
    public void A_resource_that_the_host_does_not_offer_is_an_error_with_its_name()
    {
        var rules = new DefinitionRules { Offers = resource => resource.ResourceType == "sqs" };
        const string Machine = """
            {"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
              {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Next": "B"},
                "B": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem", "End": true}}}]}}}
            """;
        var error = Assert.Single(StateMachine.Validate(Machine, rules));
        Assert.Equal(
            (
                "/States/P/Branches[0]/States/B/Resource",
                "The resource provided arn:aws:states:::dynamodb:putItem is not recognized. The value is not a valid resource ARN, or the "
                    + "resource is not available in this region."
            ),
            (error.Location, error.Message)
        );
        Assert.Empty(StateMachine.Validate(Machine));
    }

    [Theory]
    [InlineData("sqs:sendMessage.waitForTaskToken", ".waitForTaskToken")]
    [InlineData("states:startExecution.sync:2", ".sync")]
    public void An_EXPRESS_state_machine_does_not_wait_for_a_job_or_a_callback(string resource, string pattern)
    {
        var definition = Machines.Only($$""" "Type": "Task", "Resource": "arn:aws:states:::{{resource}}" """);
        var error = Assert.Single(StateMachine.Validate(definition, new DefinitionRules { IsExpress = true }), e => e.Location == "/States/S/Resource");
        Assert.Equal($"Express state machine does not support '{pattern}' service integration ", error.Message);
    }

    [Theory]
    [InlineData(""" "Type": "Pass", "Parameters": {"a": ["x", {"b": "$.c"}]} """, "NO_DOLLAR", "/States/S/Parameters/a[1]/b")]
    [InlineData(""" "Type": "Pass", "Parameters": {"a": "States.UUID()"} """, "NO_DOLLAR", "/States/S/Parameters/a")]
    [InlineData(""" "Type": "Pass", "Result": {"a": "$.b"} """, "PASS_RESULT_IS_STATIC", "/States/S/Result")]
    [InlineData(""" "Type": "Fail", "Cause": "$.b" """, "NO_PATH", "/States/S/Cause")]
    [InlineData(""" "Type": "Choice", "Choices": [{"Variable": "$.a", "StringEquals": "$.b", "Next": "S"}] """, "NO_PATH", "/States/S/Choices[0]/StringEquals")]
    public void A_text_that_looks_like_a_path_is_a_warning(string state, string code, string location) =>
        Assert.Contains(StateMachine.FindWarnings(Machines.Only(state)), warning => (warning.Code, warning.Location) == (code, location));

    [Theory]
    [InlineData(""" "Type": "Pass", "Parameters": {"a.$": "$.b", "c": "costs $5"} """)]
    [InlineData(""" "Type": "Pass", "QueryLanguage": "JSONata", "Output": {"a": "$.b"} """)]
    public void Other_texts_are_not(string state) => Assert.Empty(StateMachine.FindWarnings(Machines.Only(state)));

    [Fact]
    public void A_valid_definition_has_no_errors() => Assert.Empty(StateMachine.Validate(Machines.Task()));
}
