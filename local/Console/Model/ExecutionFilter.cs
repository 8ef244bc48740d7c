using System.Globalization;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.StatesLanguage;

namespace PromptToImage.WebConsole.Model;

/// <summary>The selection in the list of executions: the parameters of the page's address and of its exports.</summary>
public sealed record ExecutionFilter
{
    public const string Oldest = "oldest";
    public const string Longest = "longest";

    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd"];

    private readonly IQueryCollection _query;

    private ExecutionFilter(IQueryCollection query) => _query = query;

    public ExecutionStatus? Status => ExecutionStatusNames.TryParse(Text("status") ?? "", out var status) ? status : null;

    public string? Search => Text("search");

    public string? Error => Text("error");

    /// <summary>As a form field of the type datetime-local has it, in UTC.</summary>
    public string? Since => Time("since") is null ? null : Text("since");

    /// <inheritdoc cref="Since"/>
    public string? Until => Time("until") is null ? null : Text("until");

    public ExecutionOrder Order =>
        Text("order") switch
        {
            Oldest => ExecutionOrder.OldestFirst,
            Longest => ExecutionOrder.LongestFirst,
            _ => ExecutionOrder.NewestFirst,
        };

    /// <summary>Whether any execution can be left out.</summary>
    public bool IsSet => Parameters.Any(parameter => parameter.Name != "order");

    /// <summary>Whether more than a status and a name or prompt is selected.</summary>
    public bool HasMore => Parameters.Any(parameter => parameter.Name is not ("status" or "search"));

    /// <summary>The parameters that have a value.</summary>
    public IReadOnlyList<(string Name, string Value)> Parameters =>
        [
            .. new (string Name, string? Value)[]
            {
                ("status", Status is { } status ? DisplayFormat.Status(status) : null),
                ("search", Search),
                ("error", Error),
                ("since", Since),
                ("until", Until),
                ("order", Order == ExecutionOrder.NewestFirst ? null : Text("order")),
            }
                .Where(parameter => parameter.Value is not null)
                .Select(parameter => (parameter.Name, parameter.Value!)),
        ];

    /// <summary>The address of a page or a file with these parameters, and with another value of one of them.</summary>
    public string Address(string path, string? name = null, string? value = null) =>
        PageAddress.For(
            path,
            [
                .. Parameters.Where(parameter => parameter.Name != name).Select(parameter => (parameter.Name, (string?)parameter.Value)),
                (name ?? "", value),
            ]
        );

    /// <summary>Reads the parameters. An invalid one counts as absent.</summary>
    public static ExecutionFilter Read(IQueryCollection query) => new(query);

    /// <summary>The query of the first page.</summary>
    public ExecutionQuery ToQuery(string stateMachine, int rows) =>
        new()
        {
            StateMachineName = stateMachine,
            Status = Status,
            Search = Search,
            Error = Error,
            StartedFrom = Time("since"),
            StartedBefore = Time("until"),
            Order = Order,
            MaxResults = rows,
        };

    private string? Text(string name) => _query[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    private DateTimeOffset? Time(string name) =>
        DateTimeOffset.TryParseExact(
            Text(name),
            TimeFormats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? time
            : null;
}
