namespace PromptToImage.Cdk.Tests;

public sealed class PipelineSettingsTests
{
    [Fact]
    public void Without_settings_the_defaults_apply()
    {
        var settings = Read([], []);
        Assert.Equivalent(new PipelineSettings(), settings);
        Assert.Equal("prompt-to-image-alerts", settings.Name("alerts"));
    }

    [Fact]
    public void Every_setting_can_come_from_the_context()
    {
        var settings = Read(
            new()
            {
                ["alertEmail"] = "a@b.example, c@d.example",
                ["resultEmail"] = "e@f.example",
                ["resultDigest"] = "daily",
                ["resultWebhook"] = "https://results.example/hook",
                ["alertWebhook"] = "https://alerts.example/hook?key=1",
                ["namePrefix"] = "team18",
                ["bucketName"] = "existing",
                ["keyPrefix"] = "18/",
                ["modelId"] = "stability.sd3-5-large-v1:0",
                ["bedrockRegion"] = "eu-west-1",
                ["maxConcurrentExecutions"] = "33",
                ["queueAgeAlarmSeconds"] = "300",
                ["httpApi"] = "false",
                ["apiDailyQuota"] = "50",
                ["architecture"] = "arm64",
                ["awsPackages"] = "official",
                ["imagePriceUsd"] = "0.07",
                ["monthlyBudgetUsd"] = "200",
                ["rolloutPercent"] = "25",
                ["rolloutMinutes"] = "15",
            },
            []
        );
        Assert.Equal(["a@b.example", "c@d.example"], settings.AlertEmails);
        Assert.Equal(["e@f.example"], settings.ResultEmails);
        Assert.True(settings.DailyDigest);
        Assert.Equal("team18-prompt-to-image-alerts", settings.Name("alerts"));
        Assert.Equal("team18-prompt-to-image", settings.Name());
        Assert.Equal(("existing", "18/"), (settings.BucketName, settings.KeyPrefix));
        Assert.Equal(("stability.sd3-5-large-v1:0", "eu-west-1"), (settings.ModelId, settings.BedrockRegion));
        Assert.Equal((33, 300, 50), (settings.MaxConcurrentExecutions, settings.QueueAgeAlarmSeconds, settings.ApiDailyQuota));
        Assert.False(settings.HttpApi);
        Assert.Equal((FunctionArchitecture.Arm64, PackageSource.Official), (settings.Architecture, settings.AwsPackages!.Value));
        Assert.Equal((0.07m, 200m), (settings.ImagePriceUsd, settings.MonthlyBudgetUsd));
        Assert.Equal((25, 15), (settings.RolloutPercent, settings.RolloutMinutes));
        Assert.Equal(
            ("https://results.example/hook", "https://alerts.example/hook?key=1"),
            (settings.ResultWebhook, settings.AlertWebhook)
        );
    }

    [Fact]
    public void The_environment_applies_where_the_context_has_no_value()
    {
        var settings = Read(
            new() { ["namePrefix"] = "context" },
            new()
            {
                ["NAME_PREFIX"] = "environment",
                ["ALERT_EMAIL"] = "a@b.example",
                ["MAX_CONCURRENT_EXECUTIONS"] = "5",
            }
        );
        Assert.Equal("context", settings.NamePrefix);
        Assert.Equal(["a@b.example"], settings.AlertEmails);
        Assert.Equal(5, settings.MaxConcurrentExecutions);
    }

    [Fact]
    public void All_errors_are_reported_together()
    {
        var rejected = Assert.Throws<InvalidSettingsException>(() =>
            Read(
                new()
                {
                    ["alertEmail"] = "a@b.example,nonsense",
                    ["resultEmail"] = "",
                    ["resultWebhook"] = "http://results.example/hook",
                    ["namePrefix"] = "Team_18",
                    ["bucketName"] = "No",
                    ["keyPrefix"] = "/18",
                    ["modelId"] = "a model",
                    ["bedrockRegion"] = "Oregon",
                    ["maxConcurrentExecutions"] = "0",
                    ["queueAgeAlarmSeconds"] = "1.5",
                    ["httpApi"] = "maybe",
                    ["apiDailyQuota"] = "-1",
                    ["architecture"] = "mips",
                    ["awsPackages"] = "mine",
                    ["imagePriceUsd"] = "much",
                    ["monthlyBudgetUsd"] = "-1",
                    ["rolloutPercent"] = "0",
                    ["rolloutMinutes"] = "61",
                    ["deliveryRepository"] = "name",
                    ["deliveryOwnerId"] = "11",
                    ["deliveryEnvironments"] = "staging, production",
                    ["alertEmial"] = "a@b.example",
                    ["@aws-cdk/core:checkSecretUsage"] = "true",
                },
                []
            )
        );
        Assert.Equal(
            """
            Invalid settings:
              alertEmail: 'nonsense' is not an e-mail address such as someone@example.org (several are separated by commas)
              resultEmail: is empty. Omit it to use the default
              resultWebhook: 'http://results.example/hook' is not an https:// URL
              namePrefix: 'Team_18' is not 1 to 20 of a-z, 0-9 and -, beginning with a letter and not ending with -
              bucketName: 'No' is not a bucket name: 3 to 63 of a-z, 0-9, - and .
              keyPrefix: '/18' is not folders of A-Z, a-z, 0-9, - and _, each ending with a slash, 100 characters at most, such as 18/
              modelId: 'a model' is not a Bedrock model id such as stability.stable-image-core-v1:1
              bedrockRegion: 'Oregon' is not a region such as us-west-2
              maxConcurrentExecutions: '0' is not a whole number from 1 to 1000
              queueAgeAlarmSeconds: '1.5' is not a whole number from 1 to 604800
              httpApi: 'maybe' is not true or false
              apiDailyQuota: '-1' is not a whole number from 1 to 1000000
              architecture: 'mips' is not x64 or arm64
              awsPackages: 'mine' is not official or standin
              imagePriceUsd: 'much' is not a number from 0 to 100, such as 0.04
              monthlyBudgetUsd: '-1' is not a number from 0 to 1000000, such as 200
              rolloutPercent: '0' is not a whole number from 1 to 100
              rolloutMinutes: '61' is not a whole number from 1 to 60
              deliveryOwnerId and deliveryRepositoryId: set both or neither
              deliveryRepository: 'name' is not a repository such as owner/name
              deliveryEnvironments: 'staging, production' is not names of GitHub environments, separated by commas
              alertEmial: unknown setting. The settings are alertEmail, alertWebhook, apiDailyQuota, architecture, awsPackages, bedrockRegion, bootstrapQualifier, bucketName, deliveryEnvironments, deliveryOwnerId, deliveryRepository, deliveryRepositoryId, githubProviderArn, httpApi, imagePriceUsd, keyPrefix, maxConcurrentExecutions, modelId, monthlyBudgetUsd, namePrefix, queueAgeAlarmSeconds, resultDigest, resultEmail, resultWebhook, rolloutMinutes, rolloutPercent
            """,
            rejected.Message
        );
    }

    [Theory]
    [InlineData("daily", "resultDigest: is daily, but no resultEmail would receive the digest")]
    [InlineData("weekly", "resultDigest: 'weekly' is not none or daily")]
    public void A_digest_that_cannot_be_sent_is_rejected(string digest, string error) =>
        Assert.Contains(
            error,
            Assert.Throws<InvalidSettingsException>(() => Read(new() { ["resultDigest"] = digest }, [])).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("amazon.nova-canvas-v1:0")]
    [InlineData("amazon.titan-image-generator-v2:0")]
    [InlineData("stability.sd3-large-v1:0")]
    [InlineData("us.stability.stable-image-core-v1:1")]
    [InlineData("stability.stable-image-inpaint-v1:0")]
    public void A_model_that_no_family_supports_is_rejected(string model)
    {
        var rejected = Assert.Throws<InvalidSettingsException>(() => Read(new() { ["modelId"] = model }, []));
        Assert.Contains(
            $"modelId: '{model}' is not supported. Supported ids begin with stability.stable-image-core-, "
                + "stability.stable-image-ultra-, stability.sd3-5-",
            rejected.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("stability.stable-image-core-v1:1")]
    [InlineData("stability.stable-image-ultra-v1:1")]
    [InlineData("stability.sd3-5-large-v1:0")]
    public void A_model_of_a_supported_family_is_accepted(string model) =>
        Assert.Equal(model, Read(new() { ["modelId"] = model }, []).ModelId);

    [Theory]
    [InlineData("alertEmail", "ALERT_EMAIL")]
    [InlineData("maxConcurrentExecutions", "MAX_CONCURRENT_EXECUTIONS")]
    [InlineData("imagePriceUsd", "IMAGE_PRICE_USD")]
    public void A_setting_has_one_environment_variable(string key, string variable) =>
        Assert.Equal(variable, SettingSource.EnvironmentName(key));

    [Fact]
    public void Every_setting_is_described_in_the_guide_with_both_its_names()
    {
        var guide = File.ReadAllText(Synthesis.Repository.Path("docs", "deploy.md"));
        var source = new SettingSource(new Dictionary<string, object?> { ["unknown"] = "" }, new Dictionary<string, string>());
        PipelineSettings.Read(source);
        DeliverySettings.Read(source);
        source.RejectUnknown();
        var keys = Assert.Single(source.Errors).Split("The settings are ")[1].Split(", ");
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Contains($"| `{key}` | `{SettingSource.EnvironmentName(key)}` |", guide, StringComparison.Ordinal));
    }

    private static PipelineSettings Read(Dictionary<string, object?> context, Dictionary<string, string> environment)
    {
        var source = new SettingSource(context, environment);
        var settings = PipelineSettings.Read(source);
        DeliverySettings.Read(source);
        source.RejectUnknown();
        source.ThrowIfInvalid();
        return settings;
    }
}
