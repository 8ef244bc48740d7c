using PromptToImage.Contracts;

namespace PromptToImage.Cdk.Tests;

public sealed class FunctionTests(Synthesis synthesis)
{
    public static TheoryData<string> Names => [.. FunctionCatalog.All.Select(function => function.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_function_runs_the_published_handler_on_dotnet10_with_its_timeout(string name)
    {
        var function = synthesis.Pipeline.Function($"prompt-to-image-{name}");
        var description = Describe(name);
        Assert.Equal(description.Handler, function.Text("Handler"));
        Assert.Equal((int)description.Timeout.TotalSeconds, function.Number("Timeout"));
        Assert.Equal("dotnet10", function.Text("Runtime"));
        Assert.Equal("x86_64", Intrinsic.Many(function["Architectures"]!));
        Assert.Equal(name is "generate" or "store" ? 1024 : 512, function.Number("MemorySize"));
        Assert.Equal("Active", function.Text("TracingConfig", "Mode"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_function_writes_JSON_to_a_log_with_a_retention_of_a_month(string name)
    {
        var function = synthesis.Pipeline.Function($"prompt-to-image-{name}");
        var log = synthesis.Pipeline.Named("AWS::Logs::LogGroup", $"/aws/lambda/prompt-to-image-{name}");
        Assert.Equal("JSON", function.Text("LoggingConfig", "LogFormat"));
        Assert.Equal($"${{{log.LogicalId}}}", function.Text("LoggingConfig", "LogGroup"));
    }

    [Fact]
    public void Every_log_has_a_retention_of_a_month() =>
        Assert.All(synthesis.Pipeline.Of("AWS::Logs::LogGroup"), log => Assert.Equal(30, log.Number("RetentionInDays")));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_function_gets_only_the_settings_that_it_reads(string name)
    {
        var description = Describe(name);
        Assert.Equal(description.Settings.Order(), Variables(synthesis.OtherPipeline, $"team18-prompt-to-image-{name}").Order());
        string[] usual = [.. Variables(synthesis.Pipeline, $"prompt-to-image-{name}")];
        Assert.Empty(description.Required.Except(usual));
        Assert.Empty(usual.Except(description.Settings));
    }

    [Fact]
    public void Settings_have_the_values_of_the_deployment()
    {
        var template = synthesis.OtherPipeline;
        Assert.Equal("33", Value("start", SettingNames.MaxConcurrentExecutions));
        Assert.Equal("stability.sd3-5-large-v1:0", Value("validate", SettingNames.ModelId));
        Assert.Equal("eu-west-1", Value("generate", SettingNames.BedrockRegion));
        Assert.Equal("18/", Value("generate", SettingNames.KeyPrefix));
        Assert.Equal("18/", Value("store", SettingNames.KeyPrefix));
        Assert.Equal("0.07", Value("generate", SettingNames.ImagePriceUsd));
        Assert.Equal($"${{{template.Queue("team18-prompt-to-image").LogicalId}}}", Value("start", SettingNames.QueueUrl));
        Assert.Equal(
            $"${{{template.Queue("team18-prompt-to-image-dead-letters").LogicalId}}}",
            Value("notify", SettingNames.DeadLetterQueueUrl)
        );
        Assert.Equal($"${{{template.Topic("team18-prompt-to-image-alerts").LogicalId}}}", Value("notify", SettingNames.AlertsTopicArn));
        Assert.Equal($"${{{template.Topic("team18-prompt-to-image-results").LogicalId}}}", Value("notify", SettingNames.ResultsTopicArn));
        Assert.Equal(
            $"${{{template.One("AWS::StepFunctions::StateMachine").LogicalId}}}:live",
            Value("start", SettingNames.StateMachineArn)
        );
        Assert.Contains("{executionArn}", Value("notify", SettingNames.ExecutionUrlFormat), StringComparison.Ordinal);
        Assert.StartsWith(
            "prompt-to-image dead-letters redrive {id} ",
            Value("notify", SettingNames.RedriveCommandFormat),
            StringComparison.Ordinal
        );

        string Value(string function, string setting) =>
            template.Function($"team18-prompt-to-image-{function}").Text("Environment", "Variables", setting);
    }

    [Fact]
    public void Architecture_is_a_setting() =>
        Assert.All(
            synthesis.OtherPipeline.Of("AWS::Lambda::Function"),
            function => Assert.Equal("arm64", Intrinsic.Many(function["Architectures"]!))
        );

    [Fact]
    public void There_are_exactly_five_functions() =>
        Assert.Equal(FunctionCatalog.All.Count, synthesis.Pipeline.Of("AWS::Lambda::Function").Count);

    private static FunctionDescription Describe(string name) => FunctionCatalog.All.Single(function => function.Name == name);

    private static IEnumerable<string> Variables(Template template, string function) =>
        template.Function(function)["Environment", "Variables"]?.AsObject().Select(variable => variable.Key) ?? [];
}
