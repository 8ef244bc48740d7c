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
    public void Names_of_this_machine_are_accepted(string host) => Assert.Null(Refusal(host));

    [Theory]
    [InlineData("")]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example:4566")]
    [InlineData("127.0.0.1.nip.io")]
    [InlineData("169.254.169.254")]
    [InlineData("evillocalhost")]
    public void A_foreign_host_name_is_rejected_because_a_web_page_can_point_it_to_this_machine(string host) => Assert.NotNull(Refusal(host));

    [Fact]
    public void A_request_of_another_site_s_page_is_rejected_and_one_of_our_own_is_not()
    {
        Assert.NotNull(Refusal("localhost:4566", "POST", ("Origin", "https://evil.example")));
        Assert.NotNull(Refusal("localhost:4566", "POST", ("Origin", "null")));
        Assert.NotNull(Refusal("localhost:4566", "POST", ("Origin", "http://localhost:3000")));
        Assert.NotNull(Refusal("localhost:4566", "GET", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors")));
        Assert.NotNull(Refusal("localhost:4566", "POST", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate")));
        Assert.Null(Refusal("localhost:4566", "POST", ("Origin", "http://localhost:4566"), ("Sec-Fetch-Site", "same-origin")));
    }

    [Fact]
    public void A_link_in_an_email_is_accepted() =>
        Assert.Null(Refusal("localhost:4566", "GET", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate")));

    private string? Refusal(string host, string method = "GET", params (string Name, string Value)[] headers)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        request.Host = new HostString(host);
        foreach (var (name, value) in headers)
        {
            request.Headers[name] = value;
        }

        return _guard.FindRejection(request);
    }
}
