using PromptToImage.Contracts;

namespace PromptToImage.Cdk.Tests;

public sealed class QueueTests(Synthesis synthesis)
{
    private TemplateResource Intake => synthesis.Pipeline.Queue("prompt-to-image");

    private TemplateResource DeadLetters => synthesis.Pipeline.Queue("prompt-to-image-dead-letters");

    [Fact]
    public void The_queue_keeps_prompts_for_seven_days_and_dead_letters_for_fourteen()
    {
        Assert.Equal(7 * 24 * 3600, Intake.Number("MessageRetentionPeriod"));
        Assert.Equal(14 * 24 * 3600, DeadLetters.Number("MessageRetentionPeriod"));
    }

    [Fact]
    public void A_message_may_be_deferred_a_thousand_times_before_it_is_a_dead_letter()
    {
        Assert.Equal(1000, Intake.Number("RedrivePolicy", "maxReceiveCount"));
        Assert.Equal($"${{{DeadLetters.LogicalId}.Arn}}", Intake.Text("RedrivePolicy", "deadLetterTargetArn"));
    }

    [Fact]
    public void A_message_stays_invisible_for_six_times_the_time_that_Start_may_take()
    {
        var timeout = synthesis.Pipeline.Function("prompt-to-image-start").Number("Timeout");
        Assert.Equal((int)FunctionCatalog.Start.Timeout.TotalSeconds, timeout);
        Assert.True(Intake.Number("VisibilityTimeout") >= 6 * timeout);
        Assert.Null(Mapping["MaximumBatchingWindowInSeconds"]);
    }

    [Fact]
    public void Both_queues_are_encrypted_and_reject_requests_without_TLS()
    {
        foreach (var queue in new[] { Intake, DeadLetters })
        {
            Assert.True(queue["SqsManagedSseEnabled"]!.GetValue<bool>());
            TemplateResource policy = Assert.Single(
                synthesis.Pipeline.Of("AWS::SQS::QueuePolicy"),
                policy => policy.Text("Queues", "0") == $"${{{queue.LogicalId}}}"
            );
            Assert.Contains(
                $"DENY *: sqs:* on ${{{queue.LogicalId}.Arn}} if aws:SecureTransport Bool false",
                Template.Statements(policy["PolicyDocument"])
            );
        }
    }

    [Fact]
    public void Only_the_prompt_queue_may_use_the_dead_letter_queue()
    {
        Assert.Equal("byQueue", DeadLetters.Text("RedriveAllowPolicy", "redrivePermission"));
        Assert.Equal(
            "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:prompt-to-image",
            Intrinsic.Many(DeadLetters["RedriveAllowPolicy", "sourceQueueArns"]!)
        );
    }

    [Fact]
    public void Start_receives_one_message_at_a_time_and_can_give_it_back()
    {
        Assert.Equal($"${{{Intake.LogicalId}.Arn}}", Mapping.Text("EventSourceArn"));
        Assert.Equal($"${{{synthesis.Pipeline.Function("prompt-to-image-start").LogicalId}}}", Mapping.Text("FunctionName"));
        Assert.Equal(1, Mapping.Number("BatchSize"));
        Assert.Equal("ReportBatchItemFailures", Intrinsic.Many(Mapping["FunctionResponseTypes"]!));
        Assert.Equal(2, Mapping.Number("ScalingConfig", "MaximumConcurrency"));
    }

    private TemplateResource Mapping => synthesis.Pipeline.One("AWS::Lambda::EventSourceMapping");
}
