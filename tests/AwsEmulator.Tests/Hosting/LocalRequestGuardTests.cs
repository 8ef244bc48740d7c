using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Tests.Hosting;

public sealed class LocalRequestGuardTests
{
    private readonly LocalRequestGuard _guard = new(["emulator.internal"]);

    [Theory]
    [InlineData("localhost:4566")]
    [InlineData("LOCALHOST")]
    [InlineData("127.0.0.1:4566")]
    [InlineData("[::1]:4566")]
    [InlineData("sync-localhost:4566")]
    [InlineData("prompt-to-image.localhost:4566")]
    [InlineData("emulator.internal")]
    public void Names_of_this_machine_are_accepted(string host) => Assert.Null(Rejection(host));

    [Theory]
    [InlineData("")]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example:4566")]
    [InlineData("127.0.0.1.nip.io")]
    [InlineData("169.254.169.254")]
    [InlineData("evillocalhost")]
    public void A_foreign_host_name_is_rejected_because_a_web_page_can_point_it_to_this_machine(string host) => Assert.NotNull(Rejection(host));

    [Fact]
    public void A_request_of_another_site_s_page_is_rejected_and_one_of_our_own_is_not()
    {
        Assert.NotNull(Rejection("localhost:4566", "POST", ("Origin", "https://evil.example")));
        Assert.NotNull(Rejection("localhost:4566", "POST", ("Origin", "null")));
        Assert.NotNull(Rejection("localhost:4566", "POST", ("Origin", "http://localhost:3000")));
        Assert.NotNull(Rejection("localhost:4566", "GET", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors")));
        Assert.NotNull(Rejection("localhost:4566", "POST", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate")));
        Assert.Null(Rejection("localhost:4566", "POST", ("Origin", "http://localhost:4566"), ("Sec-Fetch-Site", "same-origin")));
    }

    [Theory]
    [InlineData("Origin", "http://localhost:4566", "https://evil.example")]
    [InlineData("Origin", "http://localhost:4566", "http://localhost:4566")]
    [InlineData("Origin", "")]
    [InlineData("Sec-Fetch-Site", "same-origin", "cross-site")]
    [InlineData("Sec-Fetch-Site", "none", "none")]
    [InlineData("Sec-Fetch-Site", "same-origin, cross-site")]
    [InlineData("Sec-Fetch-Site", "")]
    [InlineData("Sec-Fetch-Site", "unknown")]
    public void A_repeated_or_unknown_header_is_rejected(string header, params string[] values)
    {
        var request = Request("localhost:4566", "GET");
        request.Headers[header] = values;
        Assert.NotNull(_guard.FindRejection(request));
    }

    [Fact]
    public void A_link_is_accepted_to_the_console_and_rejected_elsewhere()
    {
        var request = Request("localhost:4566", "GET", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"));
        Assert.NotNull(_guard.FindRejection(request));
        request.HttpContext.SetEndpoint(new Endpoint(null, null, "console"));
        Assert.Null(_guard.FindRejection(request));
        request.Headers["Sec-Fetch-Site"] = new Microsoft.Extensions.Primitives.StringValues(["cross-site", "none"]);
        Assert.NotNull(_guard.FindRejection(request));
    }

    private string? Rejection(string host, string method = "GET", params (string Name, string Value)[] headers) =>
        _guard.FindRejection(Request(host, method, headers));

    private static HttpRequest Request(string host, string method, params (string Name, string Value)[] headers)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        request.Host = new HostString(host);
        foreach (var (name, value) in headers)
        {
            request.Headers[name] = value;
        }

        return request;
    }
}
