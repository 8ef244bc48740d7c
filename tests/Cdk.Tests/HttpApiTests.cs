using PromptToImage.Contracts.Messages;

namespace PromptToImage.Cdk.Tests;

public sealed class HttpApiTests(Synthesis synthesis)
{
    private TemplateResource Post => Method("POST");

    private TemplateResource Get => Method("GET");

    [Fact]
    public void Both_methods_require_a_key_and_validate_requests()
    {
        Assert.Equal(2, synthesis.Pipeline.Of("AWS::ApiGateway::Method").Count);
        var validator = synthesis.Pipeline.One("AWS::ApiGateway::RequestValidator");
        Assert.True(validator["ValidateRequestBody"]!.GetValue<bool>());
        Assert.True(validator["ValidateRequestParameters"]!.GetValue<bool>());
        foreach (var method in new[] { Post, Get })
        {
            Assert.True(method["ApiKeyRequired"]!.GetValue<bool>());
            Assert.Equal($"${{{validator.LogicalId}}}", method.Text("RequestValidatorId"));
        }
    }

    [Theory]
    [InlineData("send", """{"Limit":1000,"Period":"DAY"}""", "/generate/{id}/GET")]
    [InlineData("status", null, "/generate/POST")]
    public void Requests_for_the_status_have_a_key_of_their_own_and_use_up_no_quota(string name, string? quota, string rejected)
    {
        TemplateResource plan = Assert.Single(
            synthesis.Pipeline.Of("AWS::ApiGateway::UsagePlan"),
            plan => plan.Text("UsagePlanName") == $"prompt-to-image-{name}"
        );
        Assert.Equal(quota, plan["Quota"]?.ToJsonString());
        Assert.Equal("""{"BurstLimit":20,"RateLimit":10}""", plan["Throttle"]!.ToJsonString());
        var stage = Assert.Single(plan["ApiStages"]!.AsArray())!;
        Assert.Equal($"${{{synthesis.Pipeline.One("AWS::ApiGateway::Stage").LogicalId}}}", Intrinsic.Text(stage["Stage"]));
        Assert.Equal($$$"""{"{{{rejected}}}":{"BurstLimit":0,"RateLimit":0}}""", stage["Throttle"]!.ToJsonString());
        TemplateResource key = Assert.Single(
            synthesis.Pipeline.Of("AWS::ApiGateway::ApiKey"),
            key => key.Text("Name") == $"prompt-to-image-{name}"
        );
        TemplateResource member = Assert.Single(
            synthesis.Pipeline.Of("AWS::ApiGateway::UsagePlanKey"),
            member => member.Text("UsagePlanId") == $"${{{plan.LogicalId}}}"
        );
        Assert.Equal($"${{{key.LogicalId}}}", member.Text("KeyId"));
    }

    [Fact]
    public void No_reason_relies_on_the_usage_plan_as_a_bound_on_cost() =>
        Assert.DoesNotContain("usage plan bounds", synthesis.Pipeline.Json.ToJsonString(), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void A_prompt_is_sent_to_the_queue_without_a_function()
    {
        Assert.Equal(
            "arn:${AWS::Partition}:apigateway:${AWS::Region}:sqs:path/${AWS::AccountId}/${QueueIntake.QueueName}",
            LogicalId.Plain(Post.Text("Integration", "Uri"))
        );
        Assert.Equal("NEVER", Post.Text("Integration", "PassthroughBehavior"));
        Assert.Equal("${HttpSendRole.Arn}", LogicalId.Plain(Post.Text("Integration", "Credentials")));
        Assert.Equal(["202", "502"], Statuses(Post));
    }

    [Fact]
    public void A_status_is_read_from_the_execution_without_a_function()
    {
        Assert.Equal("arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/DescribeExecution", Get.Text("Integration", "Uri"));
        Assert.Equal("${HttpStatusRole.Arn}", LogicalId.Plain(Get.Text("Integration", "Credentials")));
        Assert.Equal(["200", "400", "502"], Statuses(Get));
        Assert.True(Get["RequestParameters", "method.request.path.id"]!.GetValue<bool>());
    }

    [Fact]
    public void The_schema_of_a_prompt_has_the_rules_of_the_pipeline()
    {
        var model = synthesis.Pipeline.One("AWS::ApiGateway::Model");
        Assert.Equal($"${{{model.LogicalId}}}", Post.Text("RequestModels", "application/json"));
        var schema = model["Schema"]!;
        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
        Assert.Equal("prompt", Intrinsic.Many(schema["required"]!));
        var properties = schema["properties"]!;
        Assert.Equal(
            ["aspectRatio", "id", "negativePrompt", "outputFormat", "prompt", "seed"],
            properties.AsObject().Select(property => property.Key).Order()
        );
        Assert.Equal(PromptRules.MaximumLength, properties["prompt"]!["maxLength"]!.GetValue<int>());
        Assert.Equal(1, properties["prompt"]!["minLength"]!.GetValue<int>());
        Assert.Equal(PromptRules.MaximumSeed, properties["seed"]!["maximum"]!.GetValue<long>());
        Assert.Equal(PromptRules.AspectRatios, properties["aspectRatio"]!["enum"]!.AsArray().Select(Intrinsic.Text));
        Assert.Equal(PromptRules.OutputFormats, properties["outputFormat"]!["enum"]!.AsArray().Select(Intrinsic.Text));
        Assert.Equal("^[A-Za-z0-9_-]{1,64}$", Intrinsic.Text(properties["id"]!["pattern"]));
    }

    [Fact]
    public void Access_is_logged_without_bodies_and_traced_and_throttled()
    {
        var stage = synthesis.Pipeline.One("AWS::ApiGateway::Stage");
        var log = synthesis.Pipeline.Named("AWS::Logs::LogGroup", "/aws/apigateway/prompt-to-image");
        Assert.Equal($"${{{log.LogicalId}.Arn}}", stage.Text("AccessLogSetting", "DestinationArn"));
        Assert.Equal("ERROR", stage.Text("MethodSettings", "0", "LoggingLevel"));
        Assert.False(stage["MethodSettings", "0", "DataTraceEnabled"]!.GetValue<bool>());
        Assert.Equal(10, stage.Number("MethodSettings", "0", "ThrottlingRateLimit"));
        Assert.True(stage["TracingEnabled"]!.GetValue<bool>());
    }

    [Fact]
    public void Without_the_API_it_has_no_resources() =>
        Assert.DoesNotContain(
            synthesis.OtherPipeline.All,
            resource => resource.Type.StartsWith("AWS::ApiGateway::", StringComparison.Ordinal)
        );

    private TemplateResource Method(string verb) =>
        Assert.Single(synthesis.Pipeline.Of("AWS::ApiGateway::Method"), method => method.Text("HttpMethod") == verb);

    private static IEnumerable<string> Statuses(TemplateResource method) =>
        method["Integration", "IntegrationResponses"]!.AsArray().Select(response => response!["StatusCode"]!.GetValue<string>());
}
