using PromptToImage.AwsEmulator.Queues;
using PromptToImage.SqsModel;

namespace PromptToImage.AwsEmulator.Tests.Queues;

public sealed class QueueServiceTests : IAsyncDisposable
{
    private readonly QueueFixture _queues = new();

    public ValueTask DisposeAsync() => _queues.DisposeAsync();

    [Fact]
    public async Task A_received_message_is_invisible_for_its_visibility_timeout()
    {
        await _queues.CreateAsync("work", ("VisibilityTimeout", 30));
        await _queues.SendAsync("work", "hello");

        Assert.Equal(1, Assert.Single(await _queues.ReceiveAsync("work")).Receives);
        _queues.Pass(29.9);
        Assert.Empty(await _queues.ReceiveAsync("work"));
        _queues.Pass(0.1);
        Assert.Equal(2, Assert.Single(await _queues.ReceiveAsync("work")).Receives);
    }

    [Fact]
    public async Task A_message_in_flight_survives_a_restart()
    {
        await _queues.CreateAsync("work", ("VisibilityTimeout", 30));
        await _queues.SendAsync("work", "hello");
        var first = Assert.Single(await _queues.ReceiveAsync("work"));

        await _queues.RestartAsync();

        Assert.Equal(new QueueCounts(0, 1, 0), _queues.Service.Count("work"));
        _queues.Pass(30);
        var second = Assert.Single(await _queues.ReceiveAsync("work"));
        Assert.Equal((first.MessageId, 2, first.FirstReceivedAt), (second.MessageId, second.Receives, second.FirstReceivedAt));
    }

    [Fact]
    public async Task Deleting_with_a_stale_receipt_handle_succeeds_and_deletes_nothing()
    {
        await _queues.CreateAsync("work", ("VisibilityTimeout", 30));
        await _queues.SendAsync("work", "hello");
        var stale = Assert.Single(await _queues.ReceiveAsync("work"));
        _queues.Pass(30);
        var latest = Assert.Single(await _queues.ReceiveAsync("work"));

        await _queues.DeleteAsync("work", stale);
        Assert.Equal(1, _queues.Service.Count("work").Total);
        await _queues.DeleteAsync("work", latest);
        Assert.Equal(0, _queues.Service.Count("work").Total);
    }

    [Fact]
    public async Task A_receipt_handle_deletes_a_visible_message_that_was_not_received_again()
    {
        await _queues.CreateAsync("work", ("VisibilityTimeout", 30));
        await _queues.SendAsync("work", "hello");
        var message = Assert.Single(await _queues.ReceiveAsync("work"));
        _queues.Pass(60);
        await _queues.DeleteAsync("work", message);
        Assert.Empty(await _queues.ReceiveAsync("work"));
    }

    [Fact]
    public async Task A_visibility_timeout_of_zero_makes_the_message_visible_at_once()
    {
        await _queues.CreateAsync("work");
        await _queues.SendAsync("work", "hello");
        var message = Assert.Single(await _queues.ReceiveAsync("work"));
        Assert.Null(await _queues.ChangeVisibilityAsync("work", message, 0));
        Assert.Equal(2, Assert.Single(await _queues.ReceiveAsync("work")).Receives);
    }

    [Fact]
    public async Task Visibility_can_be_changed_only_in_flight_and_up_to_twelve_hours_in_total()
    {
        await _queues.CreateAsync("work", ("VisibilityTimeout", 30));
        await _queues.SendAsync("work", "hello");
        var message = Assert.Single(await _queues.ReceiveAsync("work"));

        _queues.Pass(10);
        Assert.Null(await _queues.ChangeVisibilityAsync("work", message, 43_190));
        Assert.Equal("InvalidParameterValue", (await _queues.ChangeVisibilityAsync("work", message, 43_191))?.QueryCode);
        _queues.Pass(43_190);
        Assert.Equal("MessageNotInflight", (await _queues.ChangeVisibilityAsync("work", message, 0))?.Code);
        await _queues.DeleteAsync("work", message);
        Assert.Equal("InvalidParameterValue", (await _queues.ChangeVisibilityAsync("work", message, 0))?.QueryCode);
    }

    [Fact]
    public async Task A_message_over_the_receive_count_moves_to_the_dead_letter_queue_with_its_id_times_and_count()
    {
        await _queues.CreateWithDeadLettersAsync(maxReceiveCount: 2);
        var sentAt = _queues.Time.GetUtcNow();
        var sent = await _queues.SendAsync("work", "hello");
        for (var i = 0; i < 2; i++)
        {
            Assert.Single(await _queues.ReceiveAsync("work"));
            _queues.Pass(30);
        }

        Assert.Empty(await _queues.ReceiveAsync("work"));
        var dead = Assert.Single(await _queues.ReceiveAsync("dead"));
        Assert.Equal(sent.MessageId, dead.MessageId);
        Assert.Equal(sentAt, dead.SentAt);
        Assert.Equal(3, dead.Receives);
        Assert.Equal("arn:aws:sqs:us-east-1:000000000000:work", dead.DeadLetterSourceArn);
        Assert.Equal((0, 1), (_queues.Service.Count("work").Total, _queues.Service.Count("dead").Total));
    }

    [Fact]
    public async Task A_receive_that_moves_messages_returns_the_next_ones()
    {
        await _queues.CreateWithDeadLettersAsync(maxReceiveCount: 1);
        for (var i = 0; i < 10; i++)
        {
            await _queues.SendAsync("work", $"poison {i}");
        }

        Assert.Equal(10, (await _queues.ReceiveAsync("work")).Count);
        _queues.Pass(30);
        await _queues.SendAsync("work", "good");
        Assert.Equal(["good"], await _queues.BodiesAsync("work"));
        Assert.Equal(10, _queues.Service.Count("dead").Visible);
    }

    [Fact]
    public async Task Retention_in_a_dead_letter_queue_counts_from_the_original_send()
    {
        await _queues.CreateAsync("dead", ("MessageRetentionPeriod", 4 * 86_400));
        await _queues.CreateAsync(
            "work",
            ("MessageRetentionPeriod", 2 * 86_400),
            ("VisibilityTimeout", 43_200),
            ("RedrivePolicy", """{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:dead","maxReceiveCount":"1"}""")
        );
        await _queues.SendAsync("work", "hello");
        await _queues.ReceiveAsync("work");
        _queues.Pass(86_400);
        Assert.Empty(await _queues.ReceiveAsync("work"));
        _queues.Pass((3 * 86_400) - 1);
        Assert.Equal(1, Assert.Single(_queues.Service.Browse("dead", 10)).Receives);
        _queues.Pass(1);
        Assert.Empty(await _queues.ReceiveAsync("dead"));
        Assert.Equal(0, _queues.Service.Count("dead").Total);
    }

    [Fact]
    public async Task Cleanup_deletes_expired_messages_and_those_of_purged_and_deleted_queues()
    {
        await _queues.CreateAsync("old", ("MessageRetentionPeriod", 60));
        await _queues.CreateAsync("purged");
        await _queues.CreateAsync("kept");
        foreach (var queue in new[] { "old", "purged", "kept" })
        {
            await _queues.SendAsync(queue, "hello");
        }

        await _queues.Service.PurgeAsync("purged");
        _queues.Pass(60);
        await _queues.Service.DeleteExpiredAsync(TestContext.Current.CancellationToken);

        await _queues.RestartAsync();
        Assert.Equal(
            (0, 0, 1),
            (_queues.Service.Count("old").Total, _queues.Service.Count("purged").Total, _queues.Service.Count("kept").Total)
        );
    }

    [Fact]
    public async Task A_delayed_message_is_counted_as_delayed_until_it_is_visible()
    {
        await _queues.CreateAsync("work", ("DelaySeconds", 5));
        await _queues.SendAsync("work", "by the queue's delay");
        await _queues.SendAsync("work", "by its own", delaySeconds: 0);
        Assert.Equal(new QueueCounts(1, 0, 1), _queues.Service.Count("work"));
        Assert.Equal(["by its own"], await _queues.BodiesAsync("work"));
        _queues.Pass(5);
        Assert.Equal(new QueueCounts(1, 1, 0), _queues.Service.Count("work"));
    }

    [Fact]
    public async Task The_age_of_the_oldest_message_excludes_messages_received_three_times()
    {
        await _queues.CreateAsync("work", ("VisibilityTimeout", 10));
        Assert.Null(_queues.Service.AgeOfOldestMessage("work"));
        await _queues.SendAsync("work", "poison");
        _queues.Pass(5);
        await _queues.SendAsync("work", "good", delaySeconds: 900);
        for (var i = 0; i < 2; i++)
        {
            Assert.Single(await _queues.ReceiveAsync("work"));
            _queues.Pass(10);
        }

        Assert.Equal(TimeSpan.FromSeconds(25), _queues.Service.AgeOfOldestMessage("work"));
        await _queues.ReceiveAsync("work");
        Assert.Equal(TimeSpan.FromSeconds(20), _queues.Service.AgeOfOldestMessage("work"));
    }

    [Fact]
    public async Task In_a_dead_letter_queue_the_age_counts_from_the_move()
    {
        await _queues.CreateWithDeadLettersAsync(maxReceiveCount: 1);
        await _queues.SendAsync("work", "poison");
        await _queues.ReceiveAsync("work");
        _queues.Pass(100);
        await _queues.ReceiveAsync("work");
        _queues.Pass(7);
        Assert.Equal(TimeSpan.FromSeconds(7), _queues.Service.AgeOfOldestMessage("dead"));
    }

    [Fact]
    public async Task A_long_poll_returns_as_soon_as_a_message_is_sent()
    {
        await _queues.CreateAsync("work");
        var poll = _queues.ReceiveAsync("work", waitSeconds: 20);
        await Condition.BecomesTrueAsync(() => _queues.Time.PendingTimers > 0);
        await _queues.SendAsync("work", "hello");
        Assert.Equal("hello", Assert.Single(await poll).Body);
        Assert.Equal(0, _queues.Time.PendingTimers);
    }

    [Fact]
    public async Task A_long_poll_returns_when_a_message_in_flight_becomes_visible()
    {
        await _queues.CreateAsync("work", ("VisibilityTimeout", 10));
        await _queues.SendAsync("work", "hello");
        await _queues.ReceiveAsync("work");
        var poll = _queues.ReceiveAsync("work", waitSeconds: 20);
        await Condition.BecomesTrueAsync(() => _queues.Time.PendingTimers > 0);
        _queues.Pass(10.002);
        var again = Assert.Single(await poll);

        poll = _queues.ReceiveAsync("work", waitSeconds: 20);
        await Condition.BecomesTrueAsync(() => _queues.Time.PendingTimers > 0);
        await _queues.ChangeVisibilityAsync("work", again, 0);
        Assert.Equal(3, Assert.Single(await poll).Receives);
    }

    [Fact]
    public async Task A_long_poll_without_messages_ends_empty_at_its_time()
    {
        await _queues.CreateAsync("work", ("ReceiveMessageWaitTimeSeconds", 20));
        var poll = _queues.Service.ReceiveAsync("work", new ReceiveRequest(), TestContext.Current.CancellationToken);
        await Condition.BecomesTrueAsync(() => _queues.Time.PendingTimers > 0);
        _queues.Pass(19);
        Assert.False(poll.IsCompleted);
        _queues.Pass(1.002);
        Assert.Empty(await poll);
    }

    [Fact]
    public async Task A_long_poll_of_a_disconnected_client_receives_nothing()
    {
        await _queues.CreateAsync("work");
        using var gone = new CancellationTokenSource();
        var poll = _queues.ReceiveAsync("work", waitSeconds: 20, cancellationToken: gone.Token);
        await Condition.BecomesTrueAsync(() => _queues.Time.PendingTimers > 0);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => poll);
        await _queues.SendAsync("work", "hello");
        Assert.Equal(["hello"], await _queues.BodiesAsync("work"));
    }

    [Fact]
    public async Task Two_receivers_never_get_the_same_message()
    {
        await _queues.CreateAsync("work");
        await _queues.Service.SendAsync("work", [.. Enumerable.Range(0, 500).Select(i => new OutgoingMessage($"{i}"))]);
        var received = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(async _ =>
                {
                    List<string> bodies = [];
                    while (await _queues.BodiesAsync("work") is { Count: > 0 } batch)
                    {
                        bodies.AddRange(batch);
                    }

                    return bodies;
                })
        );
        Assert.Equal(Enumerable.Range(0, 500), received.SelectMany(bodies => bodies).Select(int.Parse).Order());
    }

    [Fact]
    public async Task A_single_dead_letter_can_be_redriven_with_its_attributes()
    {
        await _queues.CreateWithDeadLettersAsync(maxReceiveCount: 1);
        await _queues.Service.SendAsync(
            "dead",
            new OutgoingMessage("hello")
            {
                Attributes = new Dictionary<string, QueueMessageAttribute>
                {
                    ["RequestId"] = QueueMessageAttribute.Text("a"),
                    ["Attempt"] = QueueMessageAttribute.Number(2),
                },
            }
        );
        var letter = Assert.Single(_queues.Service.Browse("dead", 10));

        Assert.True(await _queues.Service.MoveAsync("dead", letter, "work"));
        Assert.False(await _queues.Service.MoveAsync("dead", letter, "work"));

        var back = Assert.Single(await _queues.ReceiveAsync("work"));
        Assert.Equal("hello", back.Body);
        Assert.Equal(QueueMessageAttribute.Number(2), back.Attributes["Attempt"]);
        Assert.NotEqual(letter.MessageId, back.MessageId);
    }

    [Fact]
    public async Task Browsing_returns_pages_and_receives_nothing()
    {
        await _queues.CreateAsync("work");
        for (var i = 0; i < 5; i++)
        {
            await _queues.SendAsync("work", $"{i}");
        }

        var first = _queues.Service.Browse("work", 3);
        var second = _queues.Service.Browse("work", 3, after: first[^1]);
        Assert.Equal(["0", "1", "2", "3", "4"], first.Concat(second).Select(message => message.Body));
        Assert.Equal(5, _queues.Service.Count("work").Visible);
    }
}
