using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary>An operator or operand of a parsed expression. Immutable.</summary>
internal abstract class ExpressionNode
{
    /// <summary>Index of the character after the operator's token.</summary>
    public int Position { get; private set; }

    /// <summary>Predicates that follow an operand outside a path.</summary>
    public ExpressionNode[] Predicates { get; private set; } = [];

    /// <summary>The grouping expression that follows an operand.</summary>
    public ObjectConstructorNode? Group { get; private set; }

    /// <summary>Empty brackets follow: a sequence of one item stays an array.</summary>
    public bool KeepArray { get; private set; }

    /// <summary>An array constructor, or a block that ends with one.</summary>
    public virtual bool IsArrayConstructor => false;

    /// <summary>Sets what every operator may have. Only for use by the compiler, before the expression is evaluated.</summary>
    public void Complete(int position, ExpressionNode[] predicates, ObjectConstructorNode? group, bool keepArray)
    {
        Position = position;
        Predicates = predicates;
        Group = group;
        KeepArray = keepArray;
    }

    /// <param name="input">The context value, null for undefined.</param>
    public JsonValue? Evaluate(JsonValue? input, Frame frame)
    {
        frame.Evaluation.Enter();
        var result = Compute(input, frame);
        foreach (var predicate in Predicates)
        {
            result = Predicate.Apply(predicate, result, frame);
        }

        if (Group is not null)
        {
            result = Grouping.Apply(Group, result, frame);
        }

        frame.Evaluation.Leave();
        return result is ArrayValue { IsSequence: true, IsTupleStream: false } sequence ? Collapse(sequence) : result;
    }

    protected abstract JsonValue? Compute(JsonValue? input, Frame frame);

    private JsonValue? Collapse(ArrayValue sequence)
    {
        sequence.KeepSingleton |= KeepArray;
        return sequence.Count switch
        {
            0 => null,
            1 when !sequence.KeepSingleton => sequence[0],
            _ => sequence,
        };
    }
}
