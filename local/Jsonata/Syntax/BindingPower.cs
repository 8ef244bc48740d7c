namespace PromptToImage.Jsonata.Syntax;

/// <summary>How strongly operators bind; 0 for what ends an expression.</summary>
internal static class BindingPower
{
    /// <summary>The power of a sign before its operand.</summary>
    public const int Prefix = 70;

    public static int For(string token) =>
        token switch
        {
            "[" or "(" or "@" or "#" => 80,
            "." => 75,
            "{" => 70,
            "*" or "/" or "%" => 60,
            "+" or "-" or "&" => 50,
            "=" or "<" or ">" or "^" or "!=" or "<=" or ">=" or "~>" or "in" => 40,
            "and" => 30,
            "or" => 25,
            "?" => 20,
            ":=" => 10,
            _ => 0,
        };
}
