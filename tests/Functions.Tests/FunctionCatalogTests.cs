using System.Reflection;
using Amazon.Lambda.Core;
using PromptToImage.Contracts;
using PromptToImage.Functions.Tests.Fakes;

namespace PromptToImage.Functions.Tests;

public sealed class FunctionCatalogTests
{
    private static readonly Dictionary<string, string> AllSettings = new()
    {
        [SettingNames.QueueUrl] = "http://localhost:4566/000000000000/prompt-to-image",
        [SettingNames.DeadLetterQueueUrl] = "http://localhost:4566/000000000000/prompt-to-image-dead-letters",
        [SettingNames.StateMachineArn] = FakeExecutions.MachineArn,
        [SettingNames.MaxConcurrentExecutions] = "10",
        [SettingNames.StartEnvironments] = "2",
        [SettingNames.CountIntervalMilliseconds] = "1000",
        [SettingNames.ListDelayMilliseconds] = "2000",
        [SettingNames.ModelId] = "stability.sd3-5-large-v1:0",
        [SettingNames.BedrockRegion] = "us-west-2",
        [SettingNames.Bucket] = MemoryObjects.Bucket,
        [SettingNames.KeyPrefix] = "team/",
        [SettingNames.ResultsTopicArn] = "arn:aws:sns:us-east-1:000000000000:prompt-to-image-results",
        [SettingNames.AlertsTopicArn] = "arn:aws:sns:us-east-1:000000000000:prompt-to-image-alerts",
        [SettingNames.ImagePriceUsd] = "0.05",
        [SettingNames.ExecutionUrlFormat] = "http://localhost:4566/console/executions/{executionArn}",
        [SettingNames.ImageUrlFormat] = "http://localhost:4566/console/data/executions/{executionName}/image",
        [SettingNames.RedriveCommandFormat] = "prompt-to-image --local dead-letters redrive {id}",
        ["AWS_ENDPOINT_URL"] = "http://localhost:4566",
        ["AWS_REGION"] = "us-east-1",
    };

    public static TheoryData<string> Names => [.. FunctionCatalog.All.Select(function => function.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_handler_string_names_a_method_that_Lambda_can_call(string name)
    {
        var function = Function(name);
        var type = HandlerType(function);
        Assert.NotNull(type.GetConstructor([]));
        var method = type.GetMethod(function.Handler.Split("::")[2])!;
        Assert.Equal(2, method.GetParameters().Length);
        Assert.Equal(typeof(ILambdaContext), method.GetParameters()[1].ParameterType);
        Assert.NotNull(method.GetCustomAttribute<LambdaSerializerAttribute>());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_function_starts_with_its_settings_with_and_without_the_optional_ones(string name)
    {
        var function = Function(name);
        Create(function, Host(function.Settings));
        Create(function, Host(function.Required));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_settings_the_error_names_all_missing_settings(string name)
    {
        var function = Function(name);
        if (function.Required.Count == 0)
        {
            return;
        }

        var rejection = Assert.Throws<InvalidOperationException>(() => Create(function, Host([])));
        Assert.Contains(string.Join(", ", function.Required), rejection.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("start", SettingNames.MaxConcurrentExecutions, "0")]
    [InlineData("start", SettingNames.MaxConcurrentExecutions, "ten")]
    [InlineData("start", SettingNames.CountIntervalMilliseconds, "0")]
    [InlineData("generate", SettingNames.ImagePriceUsd, "free")]
    [InlineData("generate", SettingNames.KeyPrefix, "team")]
    [InlineData("store", SettingNames.KeyPrefix, "/team/")]
    public void An_invalid_setting_is_rejected_with_its_name(string name, string setting, string value)
    {
        var function = Function(name);
        var host = Host(function.Required) with { Settings = new Dictionary<string, string>(AllSettings) { [setting] = value } };
        var rejection = Assert.Throws<InvalidOperationException>(() => Create(function, host));
        Assert.Contains($"{setting} is '{value}'", rejection.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_setting_is_read_by_a_function()
    {
        var named = typeof(SettingNames).GetFields().Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal(named.Order(), FunctionCatalog.All.SelectMany(function => function.Settings).Distinct().Order());
    }

    private static Type HandlerType(FunctionDescription function)
    {
        var parts = function.Handler.Split("::");
        return Assembly.Load(parts[0]).GetType(parts[1], throwOnError: true)!;
    }

    // Finds the class by the handler string, like Lambda. The host replaces the environment variables.
    private static void Create(FunctionDescription function, FunctionHost host) =>
        (Activator.CreateInstance(HandlerType(function), BindingFlags.DoNotWrapExceptions, null, [host], null) as IDisposable)?.Dispose();

    private static FunctionDescription Function(string name) => FunctionCatalog.All.Single(function => function.Name == name);

    private static FunctionHost Host(IEnumerable<string> settings) =>
        new()
        {
            Settings = settings.Concat(["AWS_ENDPOINT_URL", "AWS_REGION"]).ToDictionary(name => name, name => AllSettings[name]),
            Time = new ManualTime(),
            Metrics = TextWriter.Null,
        };
}
