using System.Globalization;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Tests.Queues;

/// <summary>The queue service on its own database, with a clock that the test advances.</summary>
public sealed class QueueFixture : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    public QueueFixture()
    {
        (Database, Service) = Open();
    }

    public ManualTimeProvider Time { get; } = new();

    public QueueService Service { get; private set; }

    public Database Database { get; private set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Task CreateAsync(string name, params (string Name, object Value)[] attributes) =>
        Service.ProvisionAsync(
            name,
            attributes.ToDictionary(pair => pair.Name, pair => Convert.ToString(pair.Value, CultureInfo.InvariantCulture)!)
        );

    /// <summary>Creates the queue "work" with the dead-letter queue "dead".</summary>
    public async Task CreateWithDeadLettersAsync(int maxReceiveCount)
    {
        await CreateAsync("dead");
        await CreateAsync(
            "work",
            (
                "RedrivePolicy",
                $$"""{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:dead","maxReceiveCount":{{maxReceiveCount}}}"""
            )
        );
    }

    public Task<SentMessage> SendAsync(string queue, string body, int? delaySeconds = null) =>
        Service.SendAsync(queue, new OutgoingMessage(body) { Delay = delaySeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null });

    public Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(
        string queue,
        int max = 10,
        int waitSeconds = 0,
        CancellationToken? cancellationToken = null
    ) =>
        Service.ReceiveAsync(
            queue,
            new ReceiveRequest { MaxMessages = max, Wait = TimeSpan.FromSeconds(waitSeconds) },
            cancellationToken ?? Cancellation
        );

    public async Task<IReadOnlyList<string>> BodiesAsync(string queue) => [.. (await ReceiveAsync(queue)).Select(message => message.Body)];

    public async Task<AwsException?> ChangeVisibilityAsync(string queue, ReceivedMessage message, int seconds) =>
        (await Service.ChangeVisibilityAsync(queue, [(message.ReceiptHandle, TimeSpan.FromSeconds(seconds))]))[0];

    public async Task DeleteAsync(string queue, ReceivedMessage message) =>
        Assert.Null((await Service.DeleteAsync(queue, [message.ReceiptHandle]))[0]);

    public void Pass(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Closes the database and opens it again, as a restart does.</summary>
    public async Task RestartAsync()
    {
        await Service.DisposeAsync();
        await Database.DisposeAsync();
        (Database, Service) = Open();
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Database.DisposeAsync();
        _folder.Dispose();
    }

    private (Database, QueueService) Open()
    {
        var database = Database.Open(_folder["state.db"]);
        return (database, new QueueService(database, Time, new IdGenerator(new CryptographicRandom())));
    }
}
