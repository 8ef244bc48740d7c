using Amazon.CDK;
using Constructs;
using PromptToImage.Cdk.Constructs;

namespace PromptToImage.Cdk;

/// <summary>
/// For a pipeline that is deployed elsewhere than its model: the legacy-model alarm with a topic of its own, in the
/// model's region, since an alarm sees only its own region's metrics and tells only its own region's topics.
/// </summary>
public sealed class ModelWatchStack : Stack
{
    public ModelWatchStack(Construct scope, string id, PipelineSettings settings)
        : base(
            scope,
            id,
            new StackProps
            {
                StackName = settings.Name("model-watch"),
                Description = "Tells when the image model becomes a legacy one",
                Env = new Amazon.CDK.Environment { Region = settings.BedrockRegion },
                Tags = new Dictionary<string, string> { ["application"] = settings.Name() },
            }
        )
    {
        NoticeTopic alerts = new(
            this,
            "Alerts",
            new NoticeTopicProps
            {
                Name = settings.Name("model-alerts"),
                DisplayName = "Prompt to image alerts",
                Emails = settings.AlertEmails,
                AdmitsAlarms = true,
            }
        );
        _ = new LegacyModelAlarm(this, "LegacyModel", settings, alerts.Topic);
    }
}
