using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using PromptToImage.CommandLine;

namespace PromptToImage.Runner.Commands;

/// <summary>Checks that the AWS SDK finds credentials for Bedrock, before anything starts.</summary>
internal static class AwsCredentialsCheck
{
    /// <param name="profile">The value of AWS_PROFILE; null or empty selects the profile "default".</param>
    /// <exception cref="CommandException">No credentials are found, or they cannot be used.</exception>
    public static async Task RunAsync(string? profile)
    {
        var name = string.IsNullOrEmpty(profile) ? "default" : profile;
        AWSCredentials credentials;
        try
        {
            credentials = await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync();
        }
        catch (AmazonClientException e)
        {
            throw CommandException.WrongUse(
                "--bedrock aws: no AWS credentials were found, neither in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY nor in the profile "
                    + $"'{name}'. Run 'aws configure' or 'aws sso login', or name another profile in AWS_PROFILE.",
                e
            );
        }

        try
        {
            await credentials.GetCredentialsAsync();
        }
        catch (Exception e) when (e is AmazonClientException or AmazonServiceException)
        {
            throw CommandException.WrongUse(
                $"--bedrock aws: the AWS credentials of the profile '{name}' cannot be used: {e.Message} "
                    + $"Run 'aws sso login --profile {name}', or name another profile in AWS_PROFILE.",
                e
            );
        }
    }
}
