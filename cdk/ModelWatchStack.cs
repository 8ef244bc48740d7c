using Amazon.CDK;
using Constructs;
using PromptToImage.Cdk.Constructs;

namespace PromptToImage.Cdk;

/// <summary>
/// The legacy-model alarm with its own topic in the model's region, for a pipeline in another region. An alarm reads metrics and
/// notifies topics of its own region only.
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
                Description = "Raises an alarm when the image model becomes a legacy model",
                Env = new Amazon.CDK.Environment { Region = settings.BedrockRegion },
            }
        )
    {
        ApplicationTag.AddTo(this, settings.Name());
        var alerts = new NotificationTopic(
            this,
            "Alerts",
            new NotificationTopicProps
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
