using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.QueryLanguage;

/// <summary>The checks of a definition in JSONata at its creation.</summary>
public sealed class QueryDefinitionTests
{
    private const string Task = """ "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:0:function:f" """;

    [Theory]
    [InlineData("phone", "Reference to 'phone' at the top level is not supported.")]
    [InlineData("phone.number[type = 'home']", "Reference to 'phone' at the top level is not supported.")]
    [InlineData("$sum(items.price)", "Reference to 'items' at the top level is not supported.")]
    [InlineData("{'a': b}", "Reference to 'b' at the top level is not supported.")]
    [InlineData("function($x){ $x + total }(1)", "Reference to 'total' at the top level is not supported.")]
    [InlineData("$", "Reference to '$' at the top level is not supported.")]
    [InlineData("$states.input.a[$$.b]", "Reference to '$$' at the top level is not supported.")]
    [InlineData("*", "Reference to '*' at the top level is not supported.")]
    [InlineData("$states.errorOutput.Error", "Reference to '$states.errorOutput' is only supported in the fields 'Output' and 'Assign' of a catcher.")]
    public void A_reference_to_a_value_that_does_not_exist_is_rejected(string expression, string message)
    {
        var error = Assert.Single(StateMachine.Validate(JsonataMachines.Output(expression)));

        Assert.Equal(("UNSUPPORTED_JSONATA_EXPRESSION", message, "/States/S/Output"), (error.Code, error.Message, error.Location));
    }

    [Theory]
    [InlineData("$states.input.items[price > 5].name")]
    [InlineData("$map($states.input.items, function($v){ $v.name })")]
    [InlineData("$states.input.items^(price).{'n': name, 'all': $}")]
    [InlineData("$states.input ~> |items|{'price': price * 2}|")]
    [InlineData("$states.input.items{name: $sum(price)}")]
    [InlineData("$states.input.a@$x.b#$i.($x & $i & c)")]
    [InlineData("($f := function($n){ $n = 0 ? 0 : $f($n - 1) }; $f(3))")]
    [InlineData("$states.result")]
    public void A_reference_within_an_expression_is_accepted(string expression) =>
        Assert.Empty(StateMachine.Validate(JsonataMachines.Output(expression)));

    [Theory]
    [InlineData("1 +", "Unexpected end of expression")]
    [InlineData("$states.input.a[1,2)", "Expected \"]\", got \",\"")]
    [InlineData("\"unterminated", "String literal must be terminated by a matching quote")]
    [InlineData("$match(\"a\", /abc", "No terminating / in regular expression")]
    public void An_expression_that_cannot_be_parsed_is_rejected(string expression, string message)
    {
        var error = Assert.Single(StateMachine.Validate(JsonataMachines.Output(expression)));

        Assert.Equal(("INVALID_JSONATA_EXPRESSION", message, "/States/S/Output"), (error.Code, error.Message, error.Location));
    }

    [Theory]
    [InlineData(Task + """, "Arguments": {"a": ["{% $states.result %}"]} """, "/Arguments/a[0]")]
    [InlineData(Task + """, "TimeoutSeconds": "{% $states.result %}" """, "/TimeoutSeconds")]
    [InlineData(Task + """, "Output": "{% $states.errorOutput %}" """, "/Output")]
    [InlineData(Task + """, "Catch": [{"ErrorEquals": ["States.ALL"], "Output": "{% $states.result %}", "Next": "S"}] """, "/Catch[0]/Output")]
    [InlineData(""" "Type": "Pass", "Assign": {"a": "{% b %}"} """, "/Assign/a")]
    public void A_field_of_states_that_a_place_does_not_have_is_rejected(string state, string where) =>
        Assert.Contains(
            StateMachine.Validate(JsonataMachines.Only(state)),
            error => error.Code == "UNSUPPORTED_JSONATA_EXPRESSION" && error.Location == "/States/S" + where
        );

    [Theory]
    [InlineData(""" "Type": "Pass", "Parameters": {} """, "Parameters")]
    [InlineData(""" "Type": "Pass", "Result": 1 """, "Result")]
    [InlineData(""" "Type": "Pass", "InputPath": "$" """, "InputPath")]
    [InlineData(Task + """, "ResultSelector": {} """, "ResultSelector")]
    [InlineData(Task + """, "TimeoutSecondsPath": "$.a" """, "TimeoutSecondsPath")]
    public void A_field_of_JSONPath_is_rejected_in_JSONata(string state, string field)
    {
        var error = Assert.Single(StateMachine.Validate(JsonataMachines.Only(state)));

        Assert.Equal(
            ($"The QueryLanguage is set to 'JSONata', but field '{field}' is only supported for the 'JSONPath' QueryLanguage", "/States/S"),
            (error.Message, error.Location)
        );
    }

    [Fact]
    public void A_field_of_JSONata_is_rejected_in_JSONPath()
    {
        var error = Assert.Single(StateMachine.Validate(Machines.Pass(""" "Output": 1 """)));

        Assert.Equal(
            ("The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage", "/States/S"),
            (error.Message, error.Location)
        );
    }

    [Fact]
    public void A_state_of_a_JSONata_machine_cannot_use_JSONPath()
    {
        var error = Assert.Single(StateMachine.Validate(JsonataMachines.Only(""" "Type": "Pass", "QueryLanguage": "JSONPath" """)));

        Assert.Equal(
            ("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", "/States/S"),
            (error.Message, error.Location)
        );
    }

    [Fact]
    public void An_inner_scope_cannot_assign_a_variable_of_an_outer_one()
    {
        const string Machine = """
            "S": {"Type": "Parallel", "Assign": {"x": 1}, "Next": "M", "Branches": [{"StartAt": "A", "States": {"A": {"Type": "Pass", "Assign": {"x": 2}, "End": true}}}]},
            "M": {"Type": "Map", "Items": [1], "End": true, "ItemProcessor": {"ProcessorConfig": {"Mode": "MODE"}, "StartAt": "B", "States": {
              "B": {"Type": "Choice", "Default": "C", "Choices": [{"Condition": true, "Assign": {"x": 3}, "Next": "C"}]}, "C": {"Type": "Pass", "Assign": {"y": 1}, "End": true}}}}
            """;

        Assert.Equal(
            ["/States/S/Branches[0]/States/A/Assign/x", "/States/M/ItemProcessor/States/B/Choices[0]/Assign/x"],
            Errors("INLINE").Select(error => error.Location)
        );
        Assert.Single(Errors("DISTRIBUTED"));

        static IEnumerable<DefinitionError> Errors(string mode) =>
            StateMachine.Validate(JsonataMachines.Of(Machine.Replace("MODE", mode, StringComparison.Ordinal)));
    }
}
