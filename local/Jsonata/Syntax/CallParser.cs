using System.Text;
using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Signatures;

namespace PromptToImage.Jsonata.Syntax;

/// <summary>Reads calls, partial applications and function definitions, after their opening parenthesis.</summary>
internal sealed class CallParser(TokenStream tokens, Func<SyntaxNode> readExpression)
{
    public SyntaxNode Parse(SyntaxNode token)
    {
        token.Type = SyntaxType.Function;
        if (tokens.Current.Id != ")")
        {
            while (true)
            {
                if (tokens.Current.Type == SyntaxType.Operator && tokens.Current.Id == "?")
                {
                    token.Type = SyntaxType.Partial;
                    token.Items.Add(tokens.Current);
                    tokens.Advance("?");
                }
                else
                {
                    token.Items.Add(readExpression());
                }

                if (tokens.Current.Id != ",")
                {
                    break;
                }

                tokens.Advance(",");
            }
        }

        tokens.Advance(")", afterOperand: true);
        return token.Left is { Type: SyntaxType.Name, Text: "function" or "λ" } ? ReadLambda(token) : token;
    }

    private SyntaxNode ReadLambda(SyntaxNode token)
    {
        for (var i = 0; i < token.Items.Count; i++)
        {
            if (token.Items[i].Type != SyntaxType.Variable)
            {
                throw new JsonataException("S0208")
                {
                    Position = token.Items[i].Position,
                    Token = TokenStream.TokenOf(token.Items[i]),
                    Value = JsonValue.From(i + 1),
                };
            }
        }

        token.Type = SyntaxType.Lambda;
        if (tokens.Current.Id == "<")
        {
            token.Signature = ReadSignature();
        }

        tokens.Advance("{");
        token.Right = readExpression();
        tokens.Advance("}");
        return token;
    }

    private Signature ReadSignature()
    {
        var position = tokens.Current.Position;
        var depth = 1;
        var text = new StringBuilder("<");
        while (depth > 0 && tokens.Current.Id is not ("{" or "(end)"))
        {
            tokens.Advance();
            depth += tokens.Current.Id == ">" ? -1 : tokens.Current.Id == "<" ? 1 : 0;
            text.Append(tokens.Current.Value is JsonString token ? token.Value : tokens.Current.Value?.ToJson());
        }

        tokens.Advance(">");
        try
        {
            return Signature.Parse(text.ToString());
        }
        catch (JsonataException error) when (error.MoveBy(position))
        {
            throw;
        }
    }
}
