using System.Text;
using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Signatures;

namespace PromptToImage.Jsonata.Values;

/// <summary>A function as a value.</summary>
internal abstract class FunctionValue : JsonValue
{
    protected FunctionValue()
        : base(JsonKind.Function) => IsPlain = false;

    /// <summary>How many arguments a higher-order function passes.</summary>
    public abstract int Arity { get; }

    public virtual Signature? Signature => null;

    /// <summary>Where and by what name the function was called last; for errors.</summary>
    public int? CallPosition { get; set; }

    public JsonValue? CallName { get; set; }

    public override int Utf8Size => 2;

    public override string ToJson() => "\"\"";

    public override bool Equals(JsonValue? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Arity;

    internal override void AppendTo(StringBuilder text) => text.Append(ToJson());
}
