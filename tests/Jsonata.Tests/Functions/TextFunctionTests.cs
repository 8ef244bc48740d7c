namespace PromptToImage.Jsonata.Tests.Functions;

/// <summary>String functions: https://docs.jsonata.org/string-functions.</summary>
public sealed class TextFunctionTests
{
    [Theory]
    [InlineData("$string('a')", "\"a\"")]
    [InlineData("$string(5)", "\"5\"")]
    [InlineData("$string(0.1)", "\"0.1\"")]
    [InlineData("$string(1e21)", "\"1e+21\"")]
    [InlineData("$string(null)", "\"null\"")]
    [InlineData("$string(true)", "\"true\"")]
    [InlineData("$string([1, 'a', {'b': null}])", "\"[1,\\\"a\\\",{\\\"b\\\":null}]\"")]
    [InlineData("$string({'a': [1]}, true)", "\"{\\n  \\\"a\\\": [\\n    1\\n  ]\\n}\"")]
    [InlineData("$string(missing)", "undefined")]
    [InlineData("$string($sum)", "\"\"")]
    [InlineData("'a'.$string()", "undefined")]
    public void String_casts_a_value(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, """{"empty": ""}"""));

    [Theory]
    [InlineData("$length('abc')", "3")]
    [InlineData("$length('')", "0")]
    [InlineData("$length('😀')", "1")]
    [InlineData("$length(missing)", "undefined")]
    [InlineData("'abc'.$length()", "undefined")]
    public void Length_counts_characters(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, """{"empty": ""}"""));

    [Theory]
    [InlineData("$substring('hello', 1)", "\"ello\"")]
    [InlineData("$substring('hello', 1, 3)", "\"ell\"")]
    [InlineData("$substring('hello', -3)", "\"llo\"")]
    [InlineData("$substring('hello', -3, 2)", "\"ll\"")]
    [InlineData("$substring('hello', 9)", "\"\"")]
    [InlineData("$substring('hello', 0, 0)", "\"\"")]
    [InlineData("$substring('hello', 0, -1)", "\"\"")]
    [InlineData("$substring('😀a', 1)", "\"a\"")]
    [InlineData("$substring(missing, 1)", "undefined")]
    [InlineData("$substring('', 0)", "\"\"")]
    public void Substring_takes_characters_from_a_position(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, """{"empty": ""}"""));

    [Theory]
    [InlineData("$substringBefore('hello', 'l')", "\"he\"")]
    [InlineData("$substringBefore('hello', 'x')", "\"hello\"")]
    [InlineData("$substringBefore('hello', '')", "\"\"")]
    [InlineData("$substringBefore('', 'x')", "\"\"")]
    [InlineData("$substringBefore(missing, 'x')", "undefined")]
    public void SubstringBefore_takes_the_text_before_another(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, """{"empty": ""}"""));

    [Theory]
    [InlineData("$substringAfter('hello', 'l')", "\"lo\"")]
    [InlineData("$substringAfter('hello', 'x')", "\"hello\"")]
    [InlineData("$substringAfter('hello', '')", "\"hello\"")]
    [InlineData("$substringAfter('', 'x')", "\"\"")]
    [InlineData("$substringAfter(missing, 'x')", "undefined")]
    public void SubstringAfter_takes_the_text_after_another(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, """{"empty": ""}"""));

    [Theory]
    [InlineData("$uppercase('aé1')", "\"AÉ1\"")]
    [InlineData("$uppercase('ß')", "\"SS\"")]
    [InlineData("$uppercase('')", "\"\"")]
    [InlineData("$uppercase(missing)", "undefined")]
    [InlineData("$lowercase('AÉ1')", "\"aé1\"")]
    [InlineData("$lowercase('')", "\"\"")]
    [InlineData("$lowercase(missing)", "undefined")]
    public void Uppercase_and_lowercase_change_letters(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, """{"empty": ""}"""));

    [Theory]
    [InlineData("""$trim('  a  b\n\tc ')""", "\"a b c\"")]
    [InlineData("$trim('')", "\"\"")]
    [InlineData("$trim('   ')", "\"\"")]
    [InlineData("$trim(missing)", "undefined")]
    public void Trim_removes_and_joins_white_space(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, """{"empty": ""}"""));

    [Theory]
    [InlineData("$pad('a', 3)", "\"a  \"")]
    [InlineData("$pad('a', -3)", "\"  a\"")]
    [InlineData("$pad('a', 5, '#-')", "\"a#-#-\"")]
    [InlineData("$pad('a', -5, '#-')", "\"#-#-a\"")]
    [InlineData("$pad('abc', 2)", "\"abc\"")]
    [InlineData("$pad('', 2, '#')", "\"##\"")]
    [InlineData("$pad('a', 3, '')", "\"a  \"")]
    [InlineData("$pad(missing, 3)", "undefined")]
    public void Pad_fills_to_the_right_or_to_the_left(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, """{"empty": ""}"""));

    [Theory]
    [InlineData("$contains('abc', 'b')", "true")]
    [InlineData("$contains('abc', 'x')", "false")]
    [InlineData("$contains('abc', /B/i)", "true")]
    [InlineData("$contains('abc', '')", "true")]
    [InlineData("$contains('', 'a')", "false")]
    [InlineData("$contains(missing, 'a')", "undefined")]
    public void Contains_finds_a_text_or_a_pattern(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, """{"empty": ""}"""));

    [Theory]
    [InlineData("$split('a,b,c', ',')", """["a","b","c"]""")]
    [InlineData("$split('a,b,c', ',', 2)", """["a","b"]""")]
    [InlineData("$split('abc', '')", """["a","b","c"]""")]
    [InlineData("$split('', ',')", """[""]""")]
    [InlineData("""$split('a1b22c', /\d+/)""", """["a","b","c"]""")]
    [InlineData("$split('a,b', ',', 0)", "[]")]
    [InlineData("$split('abc', 'x')", """["abc"]""")]
    [InlineData("$split(missing, ',')", "undefined")]
    public void Split_divides_a_text(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, """{"empty": ""}"""));

    [Theory]
    [InlineData("$join(['a', 'b'], '-')", "\"a-b\"")]
    [InlineData("$join(['a', 'b'])", "\"ab\"")]
    [InlineData("$join('a', '-')", "\"a\"")]
    [InlineData("$join([])", "\"\"")]
    [InlineData("$join(missing)", "undefined")]
    public void Join_joins_texts(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, """{"empty": ""}"""));

    [Theory]
    [InlineData("$match('abab', /a(b)/)", """[{"match":"ab","index":0,"groups":["b"]},{"match":"ab","index":2,"groups":["b"]}]""")]
    [InlineData("$match('abab', /a(b)/, 1)", """{"match":"ab","index":0,"groups":["b"]}""")]
    [InlineData("$match('abc', /x/)", "undefined")]
    [InlineData("$match('', /a/)", "undefined")]
    [InlineData("$match(missing, /a/)", "undefined")]
    [InlineData("$match('abab', /a/, 0)", "undefined")]
    public void Match_finds_the_matches_of_a_pattern(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, """{"empty": ""}"""));

    [Theory]
    [InlineData("$replace('abab', 'a', 'x')", "\"xbxb\"")]
    [InlineData("$replace('abab', 'a', 'x', 1)", "\"xbab\"")]
    [InlineData("$replace('abab', 'a', 'x', 0)", "\"abab\"")]
    [InlineData("""$replace('John Smith', /(\w+)\s(\w+)/, '$2, $1')""", "\"Smith, John\"")]
    [InlineData("""$replace('5 USD', /(\d+) USD/, '$$$1 ($0)')""", "\"$5 (5 USD)\"")]
    [InlineData("$replace('abc', /b/, function($m) { $uppercase($m.match) })", "\"aBc\"")]
    [InlineData("$replace('', 'a', 'b')", "\"\"")]
    [InlineData("$replace(missing, 'a', 'b')", "undefined")]
    public void Replace_replaces_a_text_or_a_pattern(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, """{"empty": ""}"""));

    [Theory]
    [InlineData("$base64encode('hello')", "\"aGVsbG8=\"")]
    [InlineData("$base64encode('')", "\"\"")]
    [InlineData("$base64encode(missing)", "undefined")]
    [InlineData("$base64decode('aGVsbG8=')", "\"hello\"")]
    [InlineData("$base64decode('')", "\"\"")]
    [InlineData("$base64decode(missing)", "undefined")]
    public void Base64_encodes_and_decodes(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, """{"empty": ""}"""));

    [Theory]
    [InlineData("$encodeUrl('https://a.b/c d?e=é')", "\"https://a.b/c%20d?e=%C3%A9\"")]
    [InlineData("$encodeUrlComponent('c d?e=é&/')", "\"c%20d%3Fe%3D%C3%A9%26%2F\"")]
    [InlineData("$decodeUrl('https://a.b/c%20d?e=%C3%A9')", "\"https://a.b/c d?e=é\"")]
    [InlineData("$decodeUrlComponent('c%20d%3Fe')", "\"c d?e\"")]
    [InlineData("$encodeUrl('')", "\"\"")]
    [InlineData("$encodeUrl(missing)", "undefined")]
    [InlineData("$encodeUrlComponent(missing)", "undefined")]
    [InlineData("$decodeUrl(missing)", "undefined")]
    [InlineData("$decodeUrlComponent(missing)", "undefined")]
    public void Url_functions_encode_and_decode(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, """{"empty": ""}"""));

    [Theory]
    [InlineData("$length(5)", "T0410")]
    [InlineData("$length()", "T0411")]
    [InlineData("$substring(5, 1)", "T0411")]
    [InlineData("$substring('a', 'b')", "T0410")]
    [InlineData("$substringBefore(5, 'a')", "T0410")]
    [InlineData("$substringAfter('a', 5)", "T0410")]
    [InlineData("$uppercase(5)", "T0410")]
    [InlineData("$lowercase([])", "T0410")]
    [InlineData("$trim(5)", "T0410")]
    [InlineData("$pad('a')", "T0410")]
    [InlineData("$pad(5, 1)", "T0410")]
    [InlineData("$contains('a', 5)", "T0410")]
    [InlineData("$split('a', 5)", "T0411")]
    [InlineData("$split('a', ',', -1)", "D3020")]
    [InlineData("$join([1, 2])", "T0412")]
    [InlineData("$join('a', 5)", "T0410")]
    [InlineData("$match('a', 'a')", "T0410")]
    [InlineData("$match('a', /a/, -1)", "D3040")]
    [InlineData("$replace('a', '', 'b')", "D3010")]
    [InlineData("$replace('a', 'a', 'b', -1)", "D3011")]
    [InlineData("$replace('abc', /b/, function($m) { 5 })", "D3012")]
    [InlineData("$replace('a', 'a')", "T0411")]
    [InlineData("$replace('a', /x*/, 'b')", "D1004")]
    [InlineData("$base64encode(5)", "T0410")]
    [InlineData("$base64decode(5)", "T0410")]
    [InlineData("$string(1, 2)", "T0410")]
    [InlineData("$string(1, true, 3)", "T0410")]
    [InlineData("""$encodeUrl('\ud800')""", "D3140")]
    [InlineData("""$encodeUrlComponent('\ud800')""", "D3140")]
    [InlineData("$decodeUrl('%E0%A4%A')", "D3140")]
    [InlineData("$decodeUrlComponent('%')", "D3140")]
    public void Wrong_arguments_are_errors(string expression, string code) =>
        Assert.Equal(code, Evaluations.Fails(expression, """{"empty": ""}""").Code);
}
