using PromptToImage.Deployment.Templates;

namespace PromptToImage.Deployment.Tests;

public sealed class TemplateCheckTests
{
    [Fact]
    public void Resources_come_after_those_that_they_refer_to_or_name_in_DependsOn() =>
        Assert.Equal(
            ["Dead", "Topic", "Queue", "Other"],
            Check(
                """
                {"Resources": {
                  "Queue": {"Type": "AWS::SQS::Queue", "DependsOn": "Topic",
                    "Properties": {"RedrivePolicy": {"deadLetterTargetArn": {"Fn::GetAtt": ["Dead", "Arn"]}, "maxReceiveCount": 3}}},
                  "Other": {"Type": "AWS::SQS::Queue"},
                  "Dead": {"Type": "AWS::SQS::Queue"},
                  "Topic": {"Type": "AWS::SNS::Topic"}
                }}
                """
            )
        );

    [Fact]
    public void A_circular_dependency_is_an_error_that_names_its_resources() =>
        Assert.Equal(
            "A: circular dependency: A -> B -> A.",
            Error(
                """
                {"Resources": {
                  "A": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Ref": "B"}}},
                  "B": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Fn::Sub": "${A}"}}}
                }}
                """
            )
        );

    [Fact]
    public void All_errors_are_reported_together() =>
        Assert.Equal(
            """
            A: the resource type AWS::EC2::Instance is not supported on one machine.
            B: C is neither a parameter nor a resource of the template.
            B: D (AWS::SQS::Queue) has no attribute Size on one machine.
            B: DependsOn names E, which is not a resource of the template.
            F: the intrinsic function Fn::Cidr is not supported on one machine.
            """,
            Error(
                """
                {"Resources": {
                  "A": {"Type": "AWS::EC2::Instance"},
                  "B": {"Type": "AWS::SQS::Queue", "DependsOn": ["E"],
                    "Properties": {"QueueName": {"Ref": "C"}, "KmsMasterKeyId": {"Fn::GetAtt": ["D", "Size"]}}},
                  "D": {"Type": "AWS::SQS::Queue"},
                  "F": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Fn::Cidr": []}}}
                }}
                """
            )
        );

    [Fact]
    public void A_resource_whose_condition_is_false_is_not_created_and_cannot_be_referred_to()
    {
        const string Conditions = """
            "Conditions": {"IsEurope": {"Fn::Equals": [{"Ref": "AWS::Region"}, "eu-west-1"]}, "Not": {"Fn::Not": [{"Condition": "IsEurope"}]}}
            """;
        Assert.Equal(
            ["B"],
            Check(
                $"{{{Conditions}"
                + """
                , "Resources": {
                  "A": {"Type": "AWS::EC2::Instance", "Condition": "IsEurope"},
                  "B": {"Type": "AWS::SQS::Queue", "Condition": "Not",
                    "Properties": {"QueueName": {"Fn::If": ["IsEurope", {"Ref": "A"}, "b"]}}}
                }}
                """
            )
        );
        Assert.Equal(
            "B: A is neither a parameter nor a resource of the template.",
            Error(
                $"{{{Conditions}"
                + """
                , "Resources": {
                  "A": {"Type": "AWS::SQS::Queue", "Condition": "IsEurope"},
                  "B": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Ref": "A"}}}
                }}
                """
            )
        );
    }

    [Theory]
    [InlineData("[]", "The template is not a JSON object.")]
    [InlineData("""{"Transform": "AWS::Serverless-2016-10-31"}""", "The section Transform is not supported on one machine.")]
    [InlineData("""{"Resources": {"A": {}}}""", "A: a resource is an object with a Type.")]
    [InlineData(
        """{"Resources": {"A": {"Type": "AWS::SQS::Queue", "CreationPolicy": {}}}}""",
        "A: the attribute CreationPolicy is not supported on one machine."
    )]
    [InlineData("""{"Parameters": {"P": {"Type": "String"}}}""", "P: the parameter has no value.")]
    [InlineData(
        """{"Parameters": {"P": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/x"}}}""",
        "P: the parameter type AWS::SSM::Parameter::Value<String> is not supported on one machine."
    )]
    [InlineData(
        """{"Parameters": {"P": {"Type": "String", "Default": "b", "AllowedValues": ["a"]}}}""",
        "P: 'b' is not one of the parameter's allowed values."
    )]
    [InlineData(
        """{"Conditions": {"C": {"Condition": "C"}}, "Resources": {"A": {"Type": "AWS::SQS::Queue", "Condition": "C"}}}""",
        "C: the condition refers to itself."
    )]
    public void What_is_not_supported_is_an_error(string template, string error) => Assert.Equal(error, Error(template));

    private static IEnumerable<string> Check(string json)
    {
        var template = Template.Parse(json);
        return TemplateCheck
            .Run(template, new StackScope(template, "stack", new Dictionary<string, string>()))
            .Select(resource => resource.LogicalId);
    }

    private static string Error(string template) =>
        Assert.Throws<TemplateException>(() => Check(template)).Message.ReplaceLineEndings(Environment.NewLine);
}
