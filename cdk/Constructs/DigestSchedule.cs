using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Events.Targets;
using Constructs;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Cdk.Constructs;

/// <summary>
/// Invokes Notify every day at 00:05 UTC, which reports the images of the day before in one e-mail. It invokes the published version:
/// events of the function itself that fail become dead letters, and a digest is no prompt. A digest that fails raises notify-errors.
/// </summary>
public sealed class DigestSchedule : Construct
{
    public DigestSchedule(Construct scope, string id, PipelineSettings settings, ImageBucket bucket, PipelineFunction notify)
        : base(scope, id)
    {
        bucket.GrantManifests(notify.Role);
        _ = new Rule(
            this,
            "Rule",
            new RuleProps
            {
                RuleName = settings.Name("digest"),
                Description = "Reports the images of the day before",
                Schedule = Schedule.Expression("cron(5 0 * * ? *)"),
                Targets =
                [
                    new LambdaFunction(
                        notify.Version,
                        new LambdaFunctionProps
                        {
                            Event = RuleTargetInput.FromObject(
                                new Dictionary<string, object>
                                {
                                    ["outcome"] = Outcome.Digest,
                                    ["digest"] = new Dictionary<string, object>
                                    {
                                        ["bucket"] = bucket.Bucket.BucketName,
                                        ["folder"] = bucket.ImageFolder,
                                        ["until"] = EventField.Time,
                                    },
                                }
                            ),
                        }
                    ),
                ],
            }
        );
    }
}
