using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.S3;
using Constructs;
using PromptToImage.Contracts;

namespace PromptToImage.Cdk.Constructs;

/// <summary>
/// The bucket of images, manifests and staged images: a new bucket, or an existing one, whose policies and lifecycle rules are left
/// to its owner.
/// </summary>
public sealed class ImageBucket : Construct
{
    private readonly string _keyPrefix;

    public ImageBucket(Construct scope, string id, PipelineSettings settings)
        : base(scope, id)
    {
        _keyPrefix = settings.KeyPrefix;
        Bucket = settings.BucketName is { } name ? Amazon.CDK.AWS.S3.Bucket.FromBucketName(this, "Existing", name) : New(settings);
    }

    public IBucket Bucket { get; }

    /// <summary>Grants <paramref name="actions"/> on the objects of one folder under the key prefix.</summary>
    public void Grant(IGrantable grantee, string folder, params string[] actions) =>
        grantee.GrantPrincipal.AddToPrincipalPolicy(
            new PolicyStatement(
                new PolicyStatementProps { Actions = actions, Resources = [Bucket.ArnForObjects($"{_keyPrefix}{folder}/*")] }
            )
        );

    /// <summary>The reason for a wildcard below a folder.</summary>
    public Suppression AnyObjectIn(string folder) =>
        new(
            "AwsSolutions-IAM5",
            "Keys contain the prompt's id, which a deployment does not know; the ARN is limited to one folder of one bucket, and each action "
                + "is listed.",
            $"/{_keyPrefix}{folder}/*"
        );

    /// <summary>
    /// Lets a role list objects, and learn that an object does not exist: without it, S3 returns 403 instead of 404. A condition on the
    /// prefix would not match, because a request for one object has no prefix.
    /// </summary>
    public void GrantListing(IGrantable grantee) =>
        grantee.GrantPrincipal.AddToPrincipalPolicy(
            new PolicyStatement(new PolicyStatementProps { Actions = ["s3:ListBucket"], Resources = [Bucket.BucketArn] })
        );

    /// <summary>Lets a role list the folder of images and read the manifests in it.</summary>
    public void GrantManifests(IGrantable grantee)
    {
        grantee.GrantPrincipal.AddToPrincipalPolicy(
            new PolicyStatement(
                new PolicyStatementProps
                {
                    Actions = ["s3:ListBucket"],
                    Resources = [Bucket.BucketArn],
                    Conditions = new Dictionary<string, object>
                    {
                        ["StringLike"] = new Dictionary<string, object> { ["s3:prefix"] = $"{ImageFolder}*" },
                    },
                }
            )
        );
        grantee.GrantPrincipal.AddToPrincipalPolicy(
            new PolicyStatement(
                new PolicyStatementProps { Actions = ["s3:GetObject"], Resources = [Bucket.ArnForObjects($"{ImageFolder}*.json")] }
            )
        );
    }

    /// <summary>The reason for the wildcard of <see cref="GrantManifests"/>.</summary>
    public Suppression AnyManifest =>
        new(
            "AwsSolutions-IAM5",
            "Keys contain the prompt's id, which a deployment does not know; the ARN is limited to the manifests of one bucket.",
            $"/{ImageFolder}*.json"
        );

    /// <summary>The prefix of the keys of images and manifests, ending with a slash.</summary>
    public string ImageFolder => $"{_keyPrefix}{ObjectFolders.Images}/";

    private Bucket New(PipelineSettings settings)
    {
        var accessLog = new Bucket(
            this,
            "AccessLog",
            new BucketProps
            {
                BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
                Encryption = BucketEncryption.S3_MANAGED,
                EnforceSSL = true,
                ObjectOwnership = ObjectOwnership.BUCKET_OWNER_ENFORCED,
                LifecycleRules = [new LifecycleRule { Id = "ExpireAccessLogs", Expiration = Duration.Days(settings.AccessLogDays) }],
                RemovalPolicy = RemovalPolicy.RETAIN,
            }
        );
        return new Bucket(
            this,
            "Bucket",
            new BucketProps
            {
                BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
                Encryption = BucketEncryption.S3_MANAGED,
                EnforceSSL = true,
                ObjectOwnership = ObjectOwnership.BUCKET_OWNER_ENFORCED,
                ServerAccessLogsBucket = accessLog,
                LifecycleRules =
                [
                    new LifecycleRule
                    {
                        Id = "ExpireStagedImages",
                        Prefix = $"{settings.KeyPrefix}{ObjectFolders.Staging}/",
                        Expiration = Duration.Days(ObjectFolders.StagedImageAge.TotalDays),
                    },
                    new LifecycleRule
                    {
                        Id = "AbortIncompleteUploads",
                        AbortIncompleteMultipartUploadAfter = Duration.Days(ObjectFolders.StagedImageAge.TotalDays),
                    },
                ],
                RemovalPolicy = RemovalPolicy.RETAIN,
            }
        );
    }
}
