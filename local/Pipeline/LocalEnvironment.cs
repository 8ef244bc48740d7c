using System.Globalization;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Flow;
using PromptToImage.Deployment;
using PromptToImage.Pipeline.Options;

namespace PromptToImage.Pipeline;

/// <summary>
/// The environment of a function on this machine: the variables of the template, the endpoints of the emulator, and the few values that
/// differ where all functions share a process and nothing is metered.
/// </summary>
public static class LocalEnvironment
{
    /// <param name="function">The function. A variable that is absent in the template stays absent.</param>
    /// <param name="endpoint">The emulator's endpoint.</param>
    /// <param name="bedrock">Where images come from.</param>
    public static IReadOnlyDictionary<string, string> For(
        FunctionConfiguration function,
        Uri endpoint,
        ModelSource bedrock
    )
    {
        var url = endpoint.ToString().TrimEnd('/');
        var values = new Dictionary<string, string>(function.Environment);
        var pacing = StartPacingSettings.ForOneProcess(limit: 1);
        Replace(SettingNames.StartEnvironments, Number(pacing.Environments));
        Replace(SettingNames.CountIntervalMilliseconds, Number((int)pacing.CountInterval.TotalMilliseconds));
        Replace(SettingNames.ListDelayMilliseconds, Number((int)pacing.ListDelay.TotalMilliseconds));
        Replace(SettingNames.ExecutionUrlFormat, $"{url}/console/executions/{{executionArn}}");
        Replace(SettingNames.ImageUrlFormat, $"{url}/console/data/executions/{{executionName}}/image");
        // The id comes before --local, which would read a number after it as its port.
        Replace(SettingNames.RedriveCommandFormat, $"prompt-to-image dead-letters redrive {{id}} --local{Port(endpoint)}");
        values["AWS_REGION"] = AwsAccount.Region;
        values["AWS_ACCESS_KEY_ID"] = function.Credentials.Id;
        values["AWS_SECRET_ACCESS_KEY"] = function.Credentials.Secret;
        values["AWS_SESSION_TOKEN"] = function.Credentials.SessionToken;
        foreach (var service in (string[])["SQS", "SFN", "SNS", "S3"])
        {
            values[$"AWS_ENDPOINT_URL_{service}"] = url;
        }

        // Without an endpoint setting the SDK calls the real Bedrock, with this machine's credentials.
        if (bedrock != ModelSource.Aws)
        {
            values["AWS_ENDPOINT_URL_BEDROCK_RUNTIME"] = url;
        }

        return values;

        void Replace(string name, string value)
        {
            if (values.ContainsKey(name))
            {
                values[name] = value;
            }
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Port(Uri endpoint) =>
        endpoint.Port == RunOptions.DefaultPort ? "" : FormattableString.Invariant($" {endpoint.Port}");
}
