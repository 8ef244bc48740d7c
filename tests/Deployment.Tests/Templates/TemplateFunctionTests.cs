using System.Text.Json.Nodes;
using PromptToImage.Deployment.Templates;

namespace PromptToImage.Deployment.Tests.Templates;

public sealed class TemplateFunctionTests
{
    private static readonly Evaluator Evaluator = new(new FakeScope(), "Here");

    [Theory]
    [InlineData("""{"Ref":"Stage"}""", "\"test\"")]
    [InlineData("""{"Ref":"AWS::Region"}""", "\"us-east-1\"")]
    [InlineData("""{"Ref":"Names"}""", """["a","b","c"]""")]
    [InlineData("""{"Fn::GetAtt":["Queue","Arn"]}""", "\"arn:queue\"")]
    [InlineData("""{"Fn::GetAtt":"Queue.Arn"}""", "\"arn:queue\"")]
    [InlineData("""{"Fn::Sub":"${Stage} ${Queue.Arn} ${!Literal} $"}""", "\"test arn:queue ${Literal} $\"")]
    [InlineData("""{"Fn::Sub":["${X}-${Stage}",{"X":{"Ref":"AWS::Region"}}]}""", "\"us-east-1-test\"")]
    [InlineData("""{"Fn::Join":["-",["a",{"Ref":"Stage"},1]]}""", "\"a-test-1\"")]
    [InlineData("""{"Fn::Join":["+",{"Ref":"Names"}]}""", "\"a+b+c\"")]
    [InlineData("""{"Fn::Select":["1",{"Ref":"Names"}]}""", "\"b\"")]
    [InlineData("""{"Fn::Select":[2,{"Fn::Split":[":","x:y:z"]}]}""", "\"z\"")]
    [InlineData("""{"Fn::Split":["-","a--b"]}""", """["a","","b"]""")]
    [InlineData("""{"Fn::If":["Yes","then",{"Ref":"Missing"}]}""", "\"then\"")]
    [InlineData("""{"Fn::If":["No","then",{"Ref":"Stage"}]}""", "\"test\"")]
    [InlineData("""{"Fn::Equals":[{"Ref":"Stage"},"test"]}""", "true")]
    [InlineData("""{"Fn::And":[{"Condition":"Yes"},{"Fn::Equals":["a","b"]}]}""", "false")]
    [InlineData("""{"Fn::Or":[{"Condition":"No"},{"Condition":"Yes"}]}""", "true")]
    [InlineData("""{"Fn::Not":[{"Condition":"No"}]}""", "true")]
    [InlineData("""{"A":[{"Ref":"Stage"},{"Ref":"AWS::NoValue"}],"B":{"Ref":"AWS::NoValue"},"C":null}""", """{"A":["test"],"C":null}""")]
    [InlineData("""{"Condition":{"StringEquals":{"a":{"Ref":"Stage"}}}}""", """{"Condition":{"StringEquals":{"a":"test"}}}""")]
    public void A_call_has_the_value_that_CloudFormation_documents(string expression, string value) =>
        Assert.Equal(value, Evaluator.Evaluate(JsonNode.Parse(expression))?.ToJsonString(Json.Plain));

    [Theory]
    [InlineData("""{"Fn::Base64":"x"}""", "the intrinsic function Fn::Base64 is not supported on one machine.")]
    [InlineData("""{"Ref":"Missing"}""", "Missing is neither a parameter nor a resource of the template.")]
    [InlineData("""{"Ref":["Stage"]}""", "Ref takes a name.")]
    [InlineData("""{"Fn::GetAtt":["Queue","Missing"]}""", "there is no attribute Queue.Missing.")]
    [InlineData("""{"Fn::GetAtt":"Queue"}""", "Fn::GetAtt takes a logical id and an attribute.")]
    [InlineData("""{"Fn::Sub":"${Missing}"}""", "Fn::Sub refers to Missing, which the template does not have.")]
    [InlineData("""{"Fn::Sub":{}}""", "Fn::Sub takes a text, or a list of a text and a map of variables.")]
    [InlineData("""{"Fn::Join":["-","a"]}""", "The second argument of Fn::Join must be a list.")]
    [InlineData("""{"Fn::Join":["-"]}""", "Fn::Join takes a list of 2.")]
    [InlineData("""{"Fn::Join":["-",[{}]]}""", "An item of Fn::Join must be a string.")]
    [InlineData("""{"Fn::Select":[3,{"Ref":"Names"}]}""", "Fn::Select has the index 3, and its list has 3 items.")]
    [InlineData("""{"Fn::Split":["","a"]}""", "The delimiter of Fn::Split is empty.")]
    [InlineData("""{"Fn::If":["Missing","a","b"]}""", "there is no condition Missing.")]
    [InlineData("""{"Fn::Not":["Yes",  "No"]}""", "Fn::Not takes a list of 1.")]
    public void An_invalid_call_is_an_error_that_names_the_logical_id(string expression, string error) =>
        Assert.Equal(
            $"Here: {error}",
            Assert.Throws<TemplateException>(() => Evaluator.Evaluate(JsonNode.Parse(expression))).Message
        );

    [Fact]
    public void References_are_found_at_any_depth_but_not_in_a_branch_that_is_not_taken() =>
        Assert.Equal(
            ["A", "B.Arn", "C", "D", "E.Name", "F"],
            Evaluator
                .References(
                    JsonNode.Parse(
                        """
                        {
                          "X": [{"Ref": "A"}, {"Fn::GetAtt": ["B", "Arn"]}],
                          "Y": {"Fn::Sub": ["${C} ${!N} ${V}", {"V": {"Ref": "D"}}]},
                          "Z": {"Fn::Join": ["", [{"Fn::Sub": "${E.Name}"}, {"Fn::If": ["No", {"Ref": "N"}, {"Ref": "F"}]}]]}
                        }
                        """
                    )
                )
                .Select(reference => reference.Attribute is null ? reference.Name : $"{reference.Name}.{reference.Attribute}")
        );
}
