using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Messages;
using PromptToImage.Contracts.Steps;
using PromptToImage.WebConsole.Model;

namespace PromptToImage.WebConsole;

/// <summary>The actions of the console's forms. A form that does not come from a page of the console is rejected.</summary>
internal static class ConsoleActions
{
    private const string DeadLettersPage = ConsoleSite.Root + "/dead-letters";

    public static void Map(WebApplication app)
    {
        var actions = app.MapGroup(ConsoleSite.Root + "/actions").DisableAntiforgery();
        Add(actions, "/send", SendAsync);
        Add(actions, "/stop", StopAsync);
        Add(actions, "/redrive", RedriveAsync);
        Add(actions, "/start", StartAgainAsync);
        Add(actions, "/dead-letters", RedriveDeadLettersAsync);
        Add(actions, "/filter", ChangeFilterAsync);
    }

    /// <summary>Checks the form's antiforgery token first. An error from a service is shown as a page.</summary>
    private static void Add(RouteGroupBuilder actions, string path, Func<IFormCollection, ConsolePipeline, Task<string>> act) =>
        actions.MapPost(
            path,
            async (HttpContext context, ConsolePipeline pipeline, IAntiforgery antiforgery) =>
            {
                if (!await antiforgery.IsRequestValidAsync(context))
                {
                    return ConsoleSite.ShowError(
                        new ErrorPage("Not done", "This form is out of date. Go back, reload the page and try again."),
                        StatusCodes.Status400BadRequest
                    );
                }

                var form = await context.Request.ReadFormAsync(context.RequestAborted);
                try
                {
                    return Results.LocalRedirect(await act(form, pipeline));
                }
                catch (AwsException e)
                {
                    return ConsoleSite.ShowError(
                        new ErrorPage("Not done", $"{e.Code}: {e.Message}"),
                        StatusCodes.Status400BadRequest
                    );
                }
            }
        );

    private static async Task<string> SendAsync(IFormCollection form, ConsolePipeline pipeline)
    {
        var body = PromptForm.Body(form);
        var id = MessageReader.Read(body).UsableId;
        var earlier = id is null ? null : MessageOf(pipeline, id);
        var sent = await pipeline.Current.Emulator.Queues.SendAsync(pipeline.Current.Resources.Queue, new OutgoingMessage(body));
        var page = ExecutionLink(id ?? sent.MessageId);
        return earlier is null ? ActionResult.Link(page, ActionResult.Sent)
            : earlier == body ? ActionResult.Link(page, ActionResult.SentBefore)
            : ActionResult.Link(DeadLettersPage, ActionResult.Conflict);
    }

    /// <summary>The message that an execution was started with; null where there is no such execution.</summary>
    private static string? MessageOf(ConsolePipeline pipeline, string name)
    {
        if (pipeline.Current.Emulator.Executions.TryDescribe(pipeline.Current.Resources.StateMachine, name) is not { Input: var input })
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(input, ValidateJson.Default.ExecutionInput)?.Message;
        }
        catch (JsonException)
        {
            // An execution that was started by hand may have any input.
            return "";
        }
    }

    private static async Task<string> StopAsync(IFormCollection form, ConsolePipeline pipeline)
    {
        var name = Text(form, "name");
        await pipeline.Current.Emulator.Executions.StopAsync(Arn(pipeline, name), "Stopped", "Stopped in the console.");
        return ActionResult.Link(ExecutionLink(name), ActionResult.Stopped);
    }

    private static async Task<string> RedriveAsync(IFormCollection form, ConsolePipeline pipeline)
    {
        var name = Text(form, "name");
        await pipeline.Current.Emulator.Executions.RedriveAsync(Arn(pipeline, name));
        return ActionResult.Link(ExecutionLink(name), ActionResult.Continued);
    }

    private static async Task<string> StartAgainAsync(IFormCollection form, ConsolePipeline pipeline)
    {
        var started = await pipeline.Current.Emulator.Executions.StartAsync(
            pipeline.Current.Resources.StateMachineArn,
            null,
            Text(form, "input")
        );
        return ActionResult.Link(ExecutionLink(started.Name), ActionResult.Started);
    }

    /// <summary>
    /// Redrives dead letters: one by its number, that of an execution, or all that are in the queue now and can succeed. Letters that come
    /// while they are moved are not redriven, because a prompt that fails again would otherwise be redriven for ever.
    /// </summary>
    /// <returns>The page of the next attempt for the dead letter of an execution; otherwise the page of the dead letters.</returns>
    private static async Task<string> RedriveDeadLettersAsync(IFormCollection form, ConsolePipeline pipeline)
    {
        var queues = pipeline.Current.Emulator.Queues;
        var resources = pipeline.Current.Resources;
        var number = long.TryParse(Text(form, "number"), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
            ? parsed
            : (long?)null;
        var execution = Text(form, "execution") is { Length: > 0 } name ? Arn(pipeline, name) : null;
        var letters = DeadLetterList.All(pipeline).Where(IsMeant).ToList();
        foreach (var letter in letters)
        {
            await queues.MoveAsync(resources.DeadLetterQueue, letter, resources.Queue);
        }

        var page = execution is not null && letters is [var only] && NextAttempt(only) is { } next ? ExecutionLink(next) : DeadLettersPage;
        return ActionResult.Link(page, ActionResult.Redriven, letters.Count);

        bool IsMeant(BrowsedMessage letter) =>
            number is not null ? letter.Number == number
            : execution is not null ? letter.Text(MessageAttributeNames.ExecutionArn) == execution
            : DeadLetterList.CanSucceed(letter);
    }

    /// <summary>The name of the execution that a dead letter starts when it is redriven.</summary>
    private static string? NextAttempt(BrowsedMessage letter) =>
        letter.Text(MessageAttributeNames.RequestId) is { } id
        && int.TryParse(letter.Text(MessageAttributeNames.Attempt), NumberStyles.None, CultureInfo.InvariantCulture, out var attempt)
            ? PromptExecutionName.For(id, attempt)
            : null;

    private static Task<string> ChangeFilterAsync(IFormCollection form, ConsolePipeline pipeline)
    {
        var model = pipeline.Current.Model;
        model.Options = model.Options with
        {
            BlockedWords = Text(form, "words")
                .Split([',', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        };
        return Task.FromResult(ActionResult.Link(ConsoleSite.Root + "/queue", ActionResult.FilterChanged));
    }

    private static string Text(IFormCollection form, string field) => form[field].ToString();

    private static string Arn(ConsolePipeline pipeline, string name) =>
        StatesArn.ForExecution(pipeline.Current.Resources.StateMachine, name);

    private static string ExecutionLink(string name) => $"{ConsoleSite.Root}/executions/{Uri.EscapeDataString(name)}";
}
