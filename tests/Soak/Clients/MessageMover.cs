using System.Text.Json.Nodes;
using PromptToImage.Soak.Measuring;

namespace PromptToImage.Soak.Clients;

/// <summary>Moves messages between two queues again and again. A task that stays RUNNING hangs.</summary>
internal sealed class MessageMover(SoakClient client, Observations observations)
{
    private const string Source = "arn:aws:sqs:us-east-1:000000000000:soak-source";
    private const string Target = "arn:aws:sqs:us-east-1:000000000000:soak-target";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var name in new[] { "soak-source", "soak-target" })
        {
            await client.InsistAsync("AmazonSQS.CreateQueue", () => new JsonObject { ["QueueName"] = name });
        }

        await client.InsistAsync(
            "AmazonSQS.CreateQueue",
            () =>
                new JsonObject
                {
                    ["QueueName"] = "soak-redriven",
                    ["Attributes"] = new JsonObject
                    {
                        ["RedrivePolicy"] = $$"""{"deadLetterTargetArn": "{{Source}}", "maxReceiveCount": 1}""",
                    },
                }
        );
        while (!cancellationToken.IsCancellationRequested)
        {
            await MoveAsync();
            await client.InsistAsync(
                "AmazonSQS.SendMessage",
                () =>
                    new JsonObject { ["QueueUrl"] = new Uri(client.Endpoint, "/000000000000/soak-source").ToString(), ["MessageBody"] = "x" }
            );
            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }
    }

    private async Task MoveAsync()
    {
        var started = await client.CallAsync(
            "AmazonSQS.StartMessageMoveTask",
            new JsonObject { ["SourceArn"] = Source, ["DestinationArn"] = Target }
        );
        if (started is not { IsSuccess: true })
        {
            return;
        }

        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var tasks = await client.InsistAsync("AmazonSQS.ListMessageMoveTasks", () => new JsonObject { ["SourceArn"] = Source });
            if (tasks.Json["Results"]![0]!["Status"]!.GetValue<string>() != "RUNNING")
            {
                return;
            }

            if (TimeProvider.System.GetElapsedTime(start) > Limit)
            {
                observations.AddHang("a message move task does not end");
                return;
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }
}
