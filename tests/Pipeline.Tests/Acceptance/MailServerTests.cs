using System.Net;
using System.Net.Sockets;
using PromptToImage.Pipeline.Options;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Pipeline.Tests.Acceptance;

public sealed class MailServerTests
{
    [Fact]
    public async Task A_mail_server_that_rejects_mail_loses_neither_prompt_nor_mail()
    {
        await using var pipeline = await RunningPipeline.StartAsync(new RunOptions { Smtp = new Endpoint("127.0.0.1", ClosedPort()) });
        await pipeline.SendAsync("A croissant");
        await pipeline.SendAsync("nsfw");
        await pipeline.FinishAsync();
        Assert.Equal((1, 1), (pipeline.Count(ExecutionStatus.Succeeded), pipeline.Count(ExecutionStatus.Failed)));
        Assert.Single(pipeline.DeadLetters);

        // Both e-mails are in the mailbox and wait for the server.
        await Condition.BecomesTrueAsync(() =>
            pipeline.Notices is { Count: 2 } mails && mails.Any(mail => mail.Relay.Error is not null)
        );
        await Condition.BecomesTrueAsync(() =>
            Directory.GetFiles(Path.Combine(pipeline.Folder, "mail"), "*.eml", SearchOption.AllDirectories).Length >= 2
        );
        Assert.All(pipeline.Notices, mail => Assert.NotNull(mail.Relay.DueAt));
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
