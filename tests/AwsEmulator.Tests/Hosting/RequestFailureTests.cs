using System.Net;
using System.Text;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Tests.Hosting;

public sealed class RequestFailureTests
{
    [Fact]
    public async Task An_unexpected_exception_is_logged_with_the_request_s_operation()
    {
        using var log = new ErrorLog();
        var response = await InvokeModelAsync(new InvalidCastException("a bug"), log);
        Assert.Equal(HttpStatusCode.InternalServerError, response);
        await Condition.BecomesTrueAsync(() => !log.Entries.IsEmpty);
        var (message, exception) = Assert.Single(log.Entries);
        Assert.Equal("POST /model/m/invoke failed", message);
        Assert.Equal("a bug", Assert.IsType<InvalidCastException>(exception).Message);
    }

    [Fact]
    public async Task An_error_that_the_operation_answers_with_is_not_logged()
    {
        using var log = new ErrorLog();
        var response = await InvokeModelAsync(new AwsException("InternalServerException", "Bedrock's own", 500), log);
        Assert.Equal(HttpStatusCode.InternalServerError, response);
        Assert.Empty(log.Entries);
    }

    private static async Task<HttpStatusCode> InvokeModelAsync(Exception exception, ErrorLog log)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var options = new EmulatorOptions
        {
            DataFolder = folder.Path,
            Port = 0,
            InvokeModel = (_, _, _) => throw exception,
            LoggerFactory = log,
        };
        await using var emulator = await Emulator.StartAsync(options, cancellationToken);
        using var client = new HttpClient();
        using var body = new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri(emulator.Endpoint, "/model/m/invoke"), body, cancellationToken);
        return response.StatusCode;
    }
}
