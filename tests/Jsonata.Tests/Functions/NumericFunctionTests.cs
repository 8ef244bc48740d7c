namespace PromptToImage.Jsonata.Tests.Functions;

/// <summary>Numeric functions: https://docs.jsonata.org/numeric-functions.</summary>
public sealed class NumericFunctionTests
{
    [Theory]
    [InlineData("$number('5')", "5")]
    [InlineData("$number('-1.5e3')", "-1500")]
    [InlineData("$number('0x1F')", "31")]
    [InlineData("$number('0b11')", "3")]
    [InlineData("$number('0o17')", "15")]
    [InlineData("$number(true)", "1")]
    [InlineData("$number(5)", "5")]
    [InlineData("$number(missing)", "undefined")]
    [InlineData("'5'.$number()", "undefined")]
    public void Number_casts_a_value(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$abs(-5)", "5")]
    [InlineData("$abs(5)", "5")]
    [InlineData("$abs(0)", "0")]
    [InlineData("$abs(missing)", "undefined")]
    public void Abs_removes_the_sign(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$floor(5.7)", "5")]
    [InlineData("$floor(-5.2)", "-6")]
    [InlineData("$floor(missing)", "undefined")]
    [InlineData("$ceil(5.2)", "6")]
    [InlineData("$ceil(-5.7)", "-5")]
    [InlineData("$ceil(missing)", "undefined")]
    public void Floor_and_ceil_round_down_and_up(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$round(2.5)", "2")]
    [InlineData("$round(3.5)", "4")]
    [InlineData("$round(-2.5)", "-2")]
    [InlineData("$round(123.456, 2)", "123.46")]
    [InlineData("$round(123.456, -1)", "120")]
    [InlineData("$round(125, -1)", "120")]
    [InlineData("$round(missing)", "undefined")]
    public void Round_rounds_half_to_even(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$power(2, 8)", "256")]
    [InlineData("$power(2, -1)", "0.5")]
    [InlineData("$power(2, 0)", "1")]
    [InlineData("$power(missing, 2)", "undefined")]
    [InlineData("$sqrt(9)", "3")]
    [InlineData("$sqrt(2)", "1.4142135623730951")]
    [InlineData("$sqrt(0)", "0")]
    [InlineData("$sqrt(missing)", "undefined")]
    public void Power_and_sqrt_compute(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$formatBase(100, 2)", "\"1100100\"")]
    [InlineData("$formatBase(255, 16)", "\"ff\"")]
    [InlineData("$formatBase(-255, 36)", "\"-73\"")]
    [InlineData("$formatBase(100)", "\"100\"")]
    [InlineData("$formatBase(2.5, 10)", "\"2\"")]
    [InlineData("$formatBase(0, 2)", "\"0\"")]
    [InlineData("$formatBase(missing, 2)", "undefined")]
    public void FormatBase_writes_an_integer_in_another_base(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$formatNumber(12345.678, '#,##0.00')", "\"12,345.68\"")]
    [InlineData("$formatNumber(0.14, '00%')", "\"14%\"")]
    [InlineData("$formatNumber(0.14, '00‰')", "\"140‰\"")]
    [InlineData("$formatNumber(-5, '0;(0)')", "\"(5)\"")]
    [InlineData("$formatNumber(1234.5678, '00.000e0')", "\"12.346e2\"")]
    [InlineData("$formatNumber(5, '000')", "\"005\"")]
    [InlineData("$formatNumber(1234.5, '#.##0,00', {'decimal-separator': ',', 'grouping-separator': '.'})", "\"1.234,50\"")]
    [InlineData("$formatNumber(missing, '0')", "undefined")]
    public void FormatNumber_writes_a_number_by_a_format_pattern(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$formatInteger(1234567, '#,##0')", "\"1,234,567\"")]
    [InlineData("$formatInteger(7, '000')", "\"007\"")]
    [InlineData("$formatInteger(1999, 'I')", "\"MCMXCIX\"")]
    [InlineData("$formatInteger(28, 'a')", "\"ab\"")]
    [InlineData("$formatInteger(123, 'w')", "\"one hundred and twenty-three\"")]
    [InlineData("$formatInteger(123, 'Ww')", "\"One Hundred and Twenty-Three\"")]
    [InlineData("$formatInteger(21, 'w;o')", "\"twenty-first\"")]
    [InlineData("$formatInteger(23, '0;o')", "\"23rd\"")]
    [InlineData("$formatInteger(0, 'w')", "\"zero\"")]
    [InlineData("$formatInteger(-12, 'w')", "\"-twelve\"")]
    [InlineData("$formatInteger(missing, '0')", "undefined")]
    public void FormatInteger_writes_an_integer_by_a_format_pattern(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$parseInteger('1,234,567', '#,##0')", "1234567")]
    [InlineData("$parseInteger('MCMXCIX', 'I')", "1999")]
    [InlineData("$parseInteger('ab', 'a')", "28")]
    [InlineData("$parseInteger('one hundred and twenty-three', 'w')", "123")]
    [InlineData("$parseInteger('twenty-first', 'w;o')", "21")]
    [InlineData("$parseInteger('23rd', '0;o')", "23")]
    [InlineData("$parseInteger(missing, '0')", "undefined")]
    public void ParseInteger_reads_an_integer_by_a_format_pattern(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("($x := $random(); $x >= 0 and $x < 1)", "true")]
    public void Random_is_at_least_0_and_less_than_1(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$number('a')", "D3030")]
    [InlineData("$number('')", "D3030")]
    [InlineData("$number([])", "T0410")]
    [InlineData("$number(null)", "T0410")]
    [InlineData("$number({})", "T0410")]
    [InlineData("$abs('a')", "T0410")]
    [InlineData("$abs()", "T0411")]
    [InlineData("$floor('a')", "T0410")]
    [InlineData("$ceil('a')", "T0410")]
    [InlineData("$round('a')", "T0410")]
    [InlineData("$power(-1, 0.5)", "D3061")]
    [InlineData("$power(10, 400)", "D3061")]
    [InlineData("$power('a', 1)", "T0410")]
    [InlineData("$sqrt(-1)", "D3060")]
    [InlineData("$sqrt('a')", "T0410")]
    [InlineData("$formatBase(1, 1)", "D3100")]
    [InlineData("$formatBase(1, 37)", "D3100")]
    [InlineData("$formatBase('a', 2)", "T0410")]
    [InlineData("$formatNumber(1, '0.0.0')", "D3081")]
    [InlineData("$formatNumber(1, '0;0;0')", "D3080")]
    [InlineData("$formatNumber(1, '0%%')", "D3082")]
    [InlineData("$formatNumber(1, '0‰‰')", "D3083")]
    [InlineData("$formatNumber(1, '0%‰')", "D3084")]
    [InlineData("$formatNumber(1, '.')", "D3085")]
    [InlineData("$formatNumber(1, '0a0')", "D3086")]
    [InlineData("$formatNumber(1, '0,.0')", "D3087")]
    [InlineData("$formatNumber(1, '0,')", "D3088")]
    [InlineData("$formatNumber(1, '0,,0')", "D3089")]
    [InlineData("$formatNumber(1, '0#')", "D3090")]
    [InlineData("$formatNumber(1, '0.#0')", "D3091")]
    [InlineData("$formatNumber(1, '0e0%')", "D3092")]
    [InlineData("$formatNumber(1, '0e#')", "D3093")]
    [InlineData("$formatNumber('a', '0')", "T0410")]
    [InlineData("$formatInteger(1, 'x')", "D3130")]
    [InlineData("$formatInteger(1, '0٠')", "D3131")]
    [InlineData("$formatInteger('a', '0')", "T0410")]
    [InlineData("$parseInteger('a', 'x')", "D3130")]
    [InlineData("$parseInteger(1, '0')", "T0410")]
    [InlineData("$random(1)", "T0410")]
    public void Wrong_arguments_are_errors(string expression, string code) =>
        Assert.Equal(code, Evaluations.Fails(expression, "{}").Code);
}
