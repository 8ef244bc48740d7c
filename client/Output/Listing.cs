using PromptToImage.CommandLine;
using Spectre.Console;

namespace PromptToImage.Client.Output;

/// <summary>
/// Rows under headings. A terminal that is wide enough gets a table, a narrower one gets one record per block. A pipe gets tab-separated
/// lines with the headings first. No layout omits or cuts a value.
/// </summary>
internal sealed class Listing(params string[] columns)
{
    /// <summary>The columns of text, which a table may wrap. Ids and times stay whole so that they can be copied.</summary>
    private static readonly string[] Wrapping = ["ERROR", "REASON", "PROMPT", "DETAIL", "MESSAGE"];

    /// <summary>The fewest characters in which wrapped text can be read.</summary>
    private const int LeastWrapped = 24;

    /// <summary>The spaces that the table's border puts around a cell, and between the cells.</summary>
    private const int Padding = 3;

    private readonly List<string[]> _rows = [];

    public void Add(params string?[] cells) => _rows.Add([.. cells.Select(cell => PlainText.OneLine(cell ?? ""))]);

    public void WriteTo(Screen screen)
    {
        if (screen.Terminal is not { } terminal)
        {
            WriteLines(screen.Out);
        }
        else if (LeastWidth() <= terminal.Profile.Width)
        {
            terminal.Write(AsTable());
        }
        else
        {
            WriteBlocks(screen.Out);
        }
    }

    /// <summary>The narrowest terminal that shows the table with every id and time on one line.</summary>
    private int LeastWidth() =>
        columns
            .Select(
                (column, i) =>
                {
                    var widest = Math.Max(column.Length, _rows.Select(row => row[i].Length).DefaultIfEmpty().Max());
                    return (Wrapping.Contains(column) ? Math.Min(widest, LeastWrapped) : widest) + Padding;
                }
            )
            .Sum();

    private Table AsTable()
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
        {
            table.AddColumn(
                new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))) { NoWrap = !Wrapping.Contains(column) }
            );
        }

        foreach (var row in _rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        return table;
    }

    private void WriteBlocks(TextWriter writer)
    {
        var width = columns.Max(column => column.Length) + 2;
        foreach (var row in _rows)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                if (row[i].Length > 0)
                {
                    writer.WriteLine(columns[i].PadRight(width) + row[i]);
                }
            }

            writer.WriteLine();
        }
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
