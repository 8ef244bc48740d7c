using Microsoft.AspNetCore.Http;
using PromptToImage.Client.Tests.Harness;
using PromptToImage.SqsModel;

namespace PromptToImage.Client.Tests.DeadLetters;

public sealed class DeadLettersTests
{
    [Fact]
    public async Task Dead_letters_are_listed_with_error_reason_and_prompt()
    {
        await using var pipeline = await QueuesOnly.StartAsync();
        await pipeline.AddDeadLetterAsync("""{"prompt":"A blocked\tcat","id":"order-1"}""", "order-1");
        var run = (await pipeline.RunAsync("dead-letters")).EndedWith(0);
        Assert.Equal("ID\tNEXT ATTEMPT\tSENT\tERROR\tREASON\tPROMPT", run.Lines[0]);
        Assert.Matches(
            @"^order-1\t2\t\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ\tContentFilteredException\tThe model filters that prompt\.\tA blocked\\tcat$",
            run.Lines[1]
        );
    }

    [Fact]
    public async Task Listing_leaves_them_visible()
    {
        await using var pipeline = await QueuesOnly.StartAsync();
        for (var i = 0; i < 25; i++)
        {
            await pipeline.AddDeadLetterAsync($"prompt {i}", $"order-{i}");
        }

        var json = (await pipeline.RunAsync("dead-letters", "list", "--json")).EndedWith(0).Json;
        Assert.Equal(25, json.GetArrayLength());
        Assert.Equal("prompt 0", json[0].GetProperty("prompt").GetString());
        Assert.Equal(new QueueCounts(25, 0, 0), pipeline.Queues.Count(QueuesOnly.DeadLetterQueue));
    }

    [Fact]
    public async Task An_empty_queue_is_reported()
    {
        await using var pipeline = await QueuesOnly.StartAsync();
        var run = (await pipeline.RunAsync("dead-letters")).EndedWith(0);
        Assert.Equal("No dead letters.\n", run.Error);
        Assert.Equal("[]\n", (await pipeline.RunAsync("dead-letters", "--json")).EndedWith(0).Output);
    }

    [Fact]
    public async Task A_dead_letter_is_shown_with_its_whole_message()
    {
        await using var pipeline = await QueuesOnly.StartAsync();
        await pipeline.AddDeadLetterAsync("A \u202Egnirts\u0085 cat", "order-1", attempt: 3);
        var run = (await pipeline.RunAsync("dead-letters", "show", "order-1")).EndedWith(0);
        Assert.Contains("next attempt  3\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("reason        The model filters that prompt.\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("prompt        A \\u202Egnirts\\u0085 cat\n", run.Output, StringComparison.Ordinal);
        var json = (await pipeline.RunAsync("dead-letters", "show", "order-1", "--json")).EndedWith(0).Json;
        Assert.Equal("A \u202Egnirts\u0085 cat", json.GetProperty("body").GetString());
        (await pipeline.RunAsync("dead-letters", "show", "order-2")).FailedWith(
            2,
            $"No dead letter has the id 'order-2'. To list the dead letters: prompt-to-image dead-letters --local {pipeline.Port}"
        );
    }

    [Fact]
    public async Task A_redriven_dead_letter_keeps_message_and_id_and_counts_the_attempt()
    {
        await using var pipeline = await QueuesOnly.StartAsync();
        await pipeline.AddDeadLetterAsync(" A cat, verbatim ", "order-1", attempt: 2);
        await pipeline.AddDeadLetterAsync("A dog", "order-2");
        var run = (await pipeline.RunAsync("dead-letters", "redrive", "order-1")).EndedWith(0);
        Assert.Equal("order-1\tattempt 2\n", run.Output);
        var message = Assert.Single(pipeline.Messages());
        Assert.Equal(" A cat, verbatim ", message.Body);
        Assert.Equal("order-1", message.Attributes["RequestId"].StringValue);
        Assert.Equal(("Number", "2"), (message.Attributes["Attempt"].DataType, message.Attributes["Attempt"].StringValue));
        Assert.Equal("A dog", Assert.Single(pipeline.Messages(QueuesOnly.DeadLetterQueue)).Body);
        Assert.Equal(new QueueCounts(1, 0, 0), pipeline.Queues.Count(QueuesOnly.DeadLetterQueue));
    }

    [Fact]
    public async Task All_are_redriven_and_one_without_attributes_keeps_its_message_id()
    {
        await using var pipeline = await QueuesOnly.StartAsync();
        await pipeline.AddDeadLetterAsync("A cat", "order-1");
        await pipeline.AddDeadLetterAsync("A dog", id: null);
        await pipeline.AddDeadLetterAsync("""{"prompt":"A cow","id":"order-3"}""", id: null);
        var dog = pipeline.Messages(QueuesOnly.DeadLetterQueue).Single(message => message.Body == "A dog").MessageId;
        var json = (await pipeline.RunAsync("dead-letters", "redrive", "--all", "--json")).EndedWith(0).Json;
        Assert.All(json.EnumerateArray(), view => Assert.True(view.GetProperty("redriven").GetBoolean()));
        Assert.Equal(
            [("order-1", "2"), ("order-3", "1"), (dog, "1")],
            pipeline
                .Messages()
                .OrderBy(message => message.Body.Length)
                .ThenBy(message => message.Body, StringComparer.Ordinal)
                .Select(message => (message.Attributes["RequestId"].StringValue!, message.Attributes["Attempt"].StringValue!))
                .OrderBy(pair => pair.Item1 == dog)
                .ThenBy(pair => pair.Item1, StringComparer.Ordinal)
        );
        Assert.Equal(0, pipeline.Queues.Count(QueuesOnly.DeadLetterQueue).Total);
    }

    [Fact]
    public async Task A_dead_letter_that_cannot_be_redriven_stays_and_is_visible_at_once()
    {
        await using var pipeline = await QueuesOnly.StartAsync(async context =>
        {
            if (context.Request.Headers["X-Amz-Target"] != "AmazonSQS.SendMessage")
            {
                return false;
            }

            context.Response.StatusCode = 403;
            context.Response.ContentType = "application/x-amz-json-1.0";
            await context.Response.WriteAsync("""{"__type":"com.amazonaws.sqs#AccessDeniedException","message":"Not you."}""");
            return true;
        });
        await pipeline.AddDeadLetterAsync("A cat", "order-1");
        var run = (await pipeline.RunAsync("dead-letters", "redrive", "--all", "--json")).EndedWith(3);
        Assert.False(run.Json[0].GetProperty("redriven").GetBoolean());
        Assert.StartsWith("order-1 is still a dead letter: AWS denied access:", run.Error, StringComparison.Ordinal);
        Assert.Equal(new QueueCounts(1, 0, 0), pipeline.Queues.Count(QueuesOnly.DeadLetterQueue));
    }

    [Fact]
    public async Task An_unknown_id_is_an_error_after_the_others_are_redriven()
    {
        await using var pipeline = await QueuesOnly.StartAsync();
        await pipeline.AddDeadLetterAsync("A cat", "order-1");
        var run = (await pipeline.RunAsync("dead-letters", "redrive", "order-1", "order-2")).EndedWith(2);
        Assert.Contains("No dead letter has the id 'order-2'.", run.Error, StringComparison.Ordinal);
        Assert.Single(pipeline.Messages());
        (await pipeline.RunAsync("dead-letters", "redrive")).FailedWith(2, "Which dead letters? Pass their ids, --error NAME, or --all.");
    }

    [Fact]
    public async Task Only_the_dead_letters_with_an_error_are_redriven()
    {
        await using var pipeline = await QueuesOnly.StartAsync();
        await pipeline.AddDeadLetterAsync("A cat", "order-1");
        await pipeline.AddDeadLetterAsync("A dog", "order-2", error: "ModelUnavailableException");
        var run = (await pipeline.RunAsync("dead-letters", "redrive", "--error", "ModelUnavailableException")).EndedWith(0);
        Assert.Equal("order-2\tattempt 2\n", run.Output);
        Assert.Equal("A cat", Assert.Single(pipeline.Messages(QueuesOnly.DeadLetterQueue)).Body);
    }

    [Fact]
    public async Task A_prompt_that_is_redriven_with_another_id_is_its_first_attempt()
    {
        await using var pipeline = await QueuesOnly.StartAsync();
        await pipeline.AddDeadLetterAsync("A first cat", "order-1", attempt: 2);
        await pipeline.AddDeadLetterAsync("A second cat", "order-1", attempt: 1, error: "RequestIdConflict");
        var run = (await pipeline.RunAsync("dead-letters", "redrive", "order-1", "--as", "order-2")).EndedWith(0);
        Assert.Equal("order-2\tattempt 1\n", run.Output);
        var message = Assert.Single(pipeline.Messages());
        Assert.Equal("A second cat", message.Body);
        Assert.Equal(
            ("order-2", "1"),
            (message.Attributes["RequestId"].StringValue, message.Attributes["Attempt"].StringValue)
        );
        Assert.Equal("A first cat", Assert.Single(pipeline.Messages(QueuesOnly.DeadLetterQueue)).Body);
        (await pipeline.RunAsync("dead-letters", "redrive", "order-1", "--as", "a b")).FailedWith(
            2,
            "The id 'a b' cannot be used: it must be 1 to 64 of the characters A-Z a-z 0-9 _ -."
        );
        (await pipeline.RunAsync("dead-letters", "redrive", "--all", "--as", "order-3")).FailedWith(
            2,
            "--as gives one prompt another id. Pass the id of one dead letter."
        );
    }

    [Fact]
    public async Task A_dead_letter_is_deleted_by_its_id()
    {
        await using var pipeline = await QueuesOnly.StartAsync();
        await pipeline.AddDeadLetterAsync("A cat", "order-1");
        await pipeline.AddDeadLetterAsync("A dog", "order-2");
        Assert.Equal("order-1\tdeleted\n", (await pipeline.RunAsync("dead-letters", "delete", "order-1")).EndedWith(0).Output);
        Assert.Equal("A dog", Assert.Single(pipeline.Messages(QueuesOnly.DeadLetterQueue)).Body);
        Assert.Empty(pipeline.Messages());
        (await pipeline.RunAsync("dead-letters", "delete", "order-1")).FailedWith(
            2,
            $"No dead letter has the id 'order-1'. To list the dead letters: prompt-to-image dead-letters --local {pipeline.Port}"
        );
    }

    [Fact]
    public async Task Dead_letters_are_deleted_only_after_a_confirmation()
    {
        await using var pipeline = await QueuesOnly.StartAsync();
        await pipeline.AddDeadLetterAsync("A cat", "order-1");
        (await pipeline.RunAsync("dead-letters", "purge")).FailedWith(
            2,
            $"About 1 dead letter would be deleted permanently. To confirm: prompt-to-image dead-letters purge --yes --local {pipeline.Port}"
        );
        Assert.Equal(1, pipeline.Queues.Count(QueuesOnly.DeadLetterQueue).Total);
        var json = (await pipeline.RunAsync("dead-letters", "purge", "--yes", "--json")).EndedWith(0).Json;
        Assert.Equal(1, json.GetProperty("purged").GetInt32());
        Assert.Equal(0, pipeline.Queues.Count(QueuesOnly.DeadLetterQueue).Total);
    }

    [Fact]
    public async Task Another_dead_letter_queue_can_be_named()
    {
        await using var pipeline = await QueuesOnly.StartAsync();
        await pipeline.AddDeadLetterAsync("A cat", "order-1");
        await pipeline.Queues.ProvisionAsync("another", new Dictionary<string, string>());
        var run = await pipeline.RunAsync(
            "dead-letters",
            "--json",
            "--dead-letter-queue-url",
            $"http://localhost:{pipeline.Port}/000000000000/another"
        );
        Assert.Equal("[]\n", run.EndedWith(0).Output);
    }

    [Fact]
    public async Task A_queue_without_a_dead_letter_queue_is_named()
    {
        await using var pipeline = await QueuesOnly.StartAsync();
        var url = $"http://localhost:{pipeline.Port}/000000000000/{QueuesOnly.DeadLetterQueue}";
        (await pipeline.RunAsync("dead-letters", "--queue-url", url)).FailedWith(
            2,
            $"{url} has no dead-letter queue. Check SQS_QUEUE_URL, or set DEAD_LETTER_QUEUE_URL."
        );
    }
}
