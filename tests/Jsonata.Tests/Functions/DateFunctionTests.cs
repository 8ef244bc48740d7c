namespace PromptToImage.Jsonata.Tests.Functions;

/// <summary>Date and time functions: https://docs.jsonata.org/date-time-functions.</summary>
public sealed class DateFunctionTests
{
    [Theory]
    [InlineData("$fromMillis(0)", "\"1970-01-01T00:00:00.000Z\"")]
    [InlineData("$fromMillis(1510067557121)", "\"2017-11-07T15:12:37.121Z\"")]
    [InlineData("$fromMillis(-1)", "\"1969-12-31T23:59:59.999Z\"")]
    [InlineData("$fromMillis(missing)", "undefined")]
    public void FromMillis_writes_iso_8601_without_a_format_pattern(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$fromMillis(1510067557121, '[M01]/[D01]/[Y0001] [h#1]:[m01][P]')", "\"11/07/2017 3:12pm\"")]
    [InlineData("$fromMillis(1510067557121, '[D1o] [MNn] [Y]')", "\"7th November 2017\"")]
    [InlineData("$fromMillis(1510067557121, '[FNn], [Dwo] of [MNn,*-3]')", "\"Tuesday, seventh of Nov\"")]
    [InlineData("$fromMillis(1510067557121, 'W[W01] d[d] [H01].[m].[s].[f001]')", "\"W45 d311 15.12.37.121\"")]
    [InlineData("$fromMillis(1510067557121, '[[[Y]]]')", "\"[2017]\"")]
    [InlineData("$fromMillis(1510067557121, '[YI]')", "\"MMXVII\"")]
    public void FromMillis_writes_by_a_format_pattern(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$fromMillis(1510067557121, '[H01]:[m01] [z]', '-0500')", "\"10:12 GMT-05:00\"")]
    [InlineData("$fromMillis(1510067557121, missing, '+0530')", "\"2017-11-07T20:42:37.121+05:30\"")]
    [InlineData("$fromMillis(1510067557121, '[H]:[m] [Z]', '+0100')", "\"16:12 +01:00\"")]
    public void FromMillis_writes_in_a_time_zone(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$toMillis('2017-11-07T15:12:37.121Z')", "1510067557121")]
    [InlineData("$toMillis('2017-11-07')", "1510012800000")]
    [InlineData("$toMillis('2017-11-07T15:12:37+01:00')", "1510063957000")]
    [InlineData("$toMillis('2017')", "1483228800000")]
    [InlineData("$toMillis(missing)", "undefined")]
    public void ToMillis_reads_iso_8601_without_a_format_pattern(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$toMillis('11/07/2017 3:12PM', '[M01]/[D01]/[Y0001] [h#1]:[m01][P]')", "1510067520000")]
    [InlineData("$toMillis('7th November 2017', '[D1o] [MNn] [Y]')", "1510012800000")]
    [InlineData("$toMillis('2017-311', '[Y]-[d]')", "1510012800000")]
    [InlineData("$toMillis('no date', '[Y]-[M]')", "undefined")]
    [InlineData("$toMillis('MMXVII', '[YI]')", "1483228800000")]
    public void ToMillis_reads_by_a_format_pattern(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$fromMillis('a')", "T0411")]
    [InlineData("$toMillis('a')", "D3110")]
    [InlineData("$toMillis(5)", "T0410")]
    [InlineData("$toMillis('2017', '[q]')", "D3132")]
    [InlineData("$toMillis('2017', '[YN]')", "D3133")]
    [InlineData("$toMillis('2017-1', '[Y]-[D]')", "D3136")]
    [InlineData("$fromMillis(0, '[q]')", "D3132")]
    [InlineData("$fromMillis(0, '[Y')", "D3135")]
    [InlineData("$fromMillis(0, '[YN]')", "D3133")]
    [InlineData("$fromMillis(0, '[Z00000]')", "D3134")]
    [InlineData("$now(5)", "T0410")]
    [InlineData("$millis(1)", "T0410")]
    public void Wrong_arguments_are_errors(string expression, string code) =>
        Assert.Equal(code, Evaluations.Fails(expression, "{}").Code);
}
