using Spectre.Console;

namespace PromptToImage.Client.Output;

/// <summary>Rows under headings: a table on a terminal, tab-separated lines with the headings first anywhere else.</summary>
internal sealed class Listing(params string[] columns)
{
    /// <summary>Columns of running text, which a terminal may wrap; ids and times stay whole, to be copied.</summary>
    private static readonly string[] Running = ["ERROR", "REASON", "PROMPT", "DETAIL"];

    private readonly List<string[]> _rows = [];

    public void Add(params string?[] cells)
    {
        _rows.Add([.. cells.Select(cell => PlainText.OneLine(cell ?? ""))]);
    }

    public void WriteTo(Screen screen)
    {
        if (screen.Terminal is { } terminal)
        {
            terminal.Write(AsTable());
        }
        else
        {
            WriteLines(screen.Out);
        }
    }

    private Table AsTable()
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
        {
            table.AddColumn(
                new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))) { NoWrap = !Running.Contains(column) }
            );
        }

        foreach (var row in _rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        return table;
    }

    private void WriteLines(TextWriter writer)
    {
        writer.WriteLine(string.Join('\t', columns));
        foreach (var row in _rows)
        {
            writer.WriteLine(string.Join('\t', row));
        }
    }
}
