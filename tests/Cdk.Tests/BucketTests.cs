namespace PromptToImage.Cdk.Tests;

public sealed class BucketTests(Synthesis synthesis)
{
    [Fact]
    public void Staged_images_and_incomplete_uploads_are_deleted_after_a_day()
    {
        var rules = Images["LifecycleConfiguration", "Rules"]!.AsArray();
        var staging = Assert.Single(rules, rule => rule!["Prefix"]?.GetValue<string>() == "staging/")!;
        Assert.Equal("Enabled", staging["Status"]!.GetValue<string>());
        Assert.Equal(1, staging["ExpirationInDays"]!.GetValue<int>());
        var uploads = Assert.Single(rules, rule => rule!["AbortIncompleteMultipartUpload"] is not null)!;
        Assert.Equal(1, uploads["AbortIncompleteMultipartUpload"]!["DaysAfterInitiation"]!.GetValue<int>());
        Assert.Null(uploads["ExpirationInDays"]);
        Assert.Equal(2, rules.Count);
    }

    [Fact]
    public void Buckets_are_private_encrypted_and_kept_when_the_stack_is_deleted()
    {
        foreach (var bucket in synthesis.Pipeline.Of("AWS::S3::Bucket"))
        {
            foreach (var block in new[] { "BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets" })
            {
                Assert.True(bucket["PublicAccessBlockConfiguration", block]!.GetValue<bool>(), $"{bucket.LogicalId} {block}");
            }

            Assert.Equal(
                "AES256",
                bucket.Text("BucketEncryption", "ServerSideEncryptionConfiguration", "0", "ServerSideEncryptionByDefault", "SSEAlgorithm")
            );
            Assert.Equal("BucketOwnerEnforced", bucket.Text("OwnershipControls", "Rules", "0", "ObjectOwnership"));
            Assert.Equal("Retain", bucket.Json["DeletionPolicy"]!.GetValue<string>());
            Assert.Equal("Retain", bucket.Json["UpdateReplacePolicy"]!.GetValue<string>());
        }
    }

    [Fact]
    public void Buckets_reject_requests_without_TLS()
    {
        foreach (var bucket in synthesis.Pipeline.Of("AWS::S3::Bucket"))
        {
            TemplateResource policy = Assert.Single(
                synthesis.Pipeline.Of("AWS::S3::BucketPolicy"),
                policy => policy.Text("Bucket") == $"${{{bucket.LogicalId}}}"
            );
            Assert.Contains(
                $"DENY *: s3:* on ${{{bucket.LogicalId}.Arn}} ${{{bucket.LogicalId}.Arn}}/* if aws:SecureTransport Bool false",
                Template.Statements(policy["PolicyDocument"])
            );
        }
    }

    [Fact]
    public void Access_to_images_is_logged_for_ninety_days()
    {
        var log = Assert.Single(synthesis.Pipeline.Of("AWS::S3::Bucket"), bucket => bucket.LogicalId != Images.LogicalId);
        Assert.Equal($"${{{log.LogicalId}}}", Images.Text("LoggingConfiguration", "DestinationBucketName"));
        Assert.Equal(90, log.Number("LifecycleConfiguration", "Rules", "0", "ExpirationInDays"));
    }

    [Fact]
    public void An_existing_bucket_is_used_unchanged()
    {
        Assert.Empty(synthesis.OtherPipeline.Of("AWS::S3::Bucket"));
        Assert.Empty(synthesis.OtherPipeline.Of("AWS::S3::BucketPolicy"));
        Assert.Equal(
            "existing",
            synthesis.OtherPipeline.Function("team18-prompt-to-image-store").Text("Environment", "Variables", "BUCKET")
        );
    }

    private TemplateResource Images =>
        Assert.Single(synthesis.Pipeline.Of("AWS::S3::Bucket"), bucket => bucket["LoggingConfiguration"] is not null);
}
