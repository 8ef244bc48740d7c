using System.Text;
using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;

namespace PromptToImage.Jsonata.Values;

/// <summary>Writes any value as JavaScript's JSON.stringify does.</summary>
internal sealed class Stringifier
{
    private const int SignificantDigits = 15;
    private const int LongestMessage = 100_000;

    private readonly StringBuilder _text = new();
    private readonly Evaluation? _evaluation;
    private readonly bool _indented;
    private int _level;

    private Stringifier(Evaluation? evaluation, bool indented)
    {
        _evaluation = evaluation;
        _indented = indented;
    }

    /// <summary>A value in a message: numbers in full, functions as null, long values cut.</summary>
    public static string Stringify(JsonValue value)
    {
        var stringifier = new Stringifier(null, indented: false);
        stringifier.Write(value);
        return stringifier._text.ToString();
    }

    /// <summary>As <c>$string</c> does: strings as they are, numbers with 15 digits, functions as empty strings.</summary>
    /// <exception cref="JsonataException">D1001 or D3001: a number is infinite.</exception>
    public static string ToText(JsonValue value, Evaluation evaluation, bool indented = false)
    {
        switch (value)
        {
            case JsonString text:
                return text.Value;
            case FunctionValue:
                return "";
            case JsonNumber { Double: var number } when !double.IsFinite(number):
                throw new JsonataException("D3001") { Value = value };
            case JsonNumber { Double: var number }:
                return JavaScriptNumber.ToText(JavaScriptNumber.ToPrecision(number, SignificantDigits));
            case ArrayValue { IsOuterWrapper: true } wrapper:
                value = wrapper[0]!;
                break;
        }

        var stringifier = new Stringifier(evaluation, indented);
        stringifier.Write(value);
        return stringifier._text.ToString();
    }

    private void Write(JsonValue? value)
    {
        if (_evaluation is null && (_text.Length > LongestMessage || _level > JsonValue.MaxDepth))
        {
            return;
        }

        _evaluation?.Spend(1);
        switch (value)
        {
            case JsonNumber { Double: var number }:
                WriteNumber(value, number);
                break;
            case JsonString text:
                _evaluation?.Spend(text.Value.Length / 16);
                JsonText.AppendQuoted(_text, text.Value);
                break;
            case JsonObject properties:
                WriteObject(properties);
                break;
            case FunctionValue:
                _text.Append(_evaluation is null ? "null" : "\"\"");
                break;
            case null:
                _text.Append("null");
                break;
            case { Kind: JsonKind.Array }:
                WriteArray(value);
                break;
            default:
                value.AppendTo(_text);
                break;
        }
    }

    private void WriteNumber(JsonValue value, double number)
    {
        if (_evaluation is null)
        {
            _text.Append(JavaScriptNumber.ToJson(number));
        }
        else if (value.IsNumeric(out number))
        {
            _text.Append(JavaScriptNumber.ToText(JavaScriptNumber.ToPrecision(number, SignificantDigits)));
        }
        else
        {
            _text.Append("null");
        }
    }

    private void WriteArray(JsonValue array)
    {
        var count = array.ItemCount();
        if (count == 0)
        {
            _text.Append("[]");
            return;
        }

        _text.Append('[');
        _level++;
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
            {
                _text.Append(',');
            }

            NewLine();
            Write(array.ItemAt(i));
        }

        _level--;
        NewLine();
        _text.Append(']');
    }

    private void WriteObject(JsonObject properties)
    {
        if (properties.Count == 0)
        {
            _text.Append("{}");
            return;
        }

        _text.Append('{');
        _level++;
        for (var i = 0; i < properties.Count; i++)
        {
            if (i > 0)
            {
                _text.Append(',');
            }

            NewLine();
            JsonText.AppendQuoted(_text, properties.Keys[i]);
            _text.Append(_indented ? ": " : ":");
            Write(properties.Values[i]);
        }

        _level--;
        NewLine();
        _text.Append('}');
    }

    private void NewLine()
    {
        if (_indented)
        {
            _text.Append('\n').Append(' ', _level * 2);
        }
    }
}
