using System.Globalization;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Syntax;

/// <summary>Finds for each parent operator the step whose context value is the parent.</summary>
internal sealed class ParentResolution
{
    private readonly List<SyntaxNode> _parents = [];

    public SyntaxNode Create(SyntaxNode node)
    {
        var label = string.Create(CultureInfo.InvariantCulture, $"!{_parents.Count}");
        var parent = new SyntaxNode(SyntaxType.Parent, 0) { Slot = new ParentSlot(label, _parents.Count) };
        _parents.Add(parent);
        return parent;
    }

    /// <summary>The name of a node's type in errors.</summary>
    public static string NameOf(SyntaxNode node) =>
        node.Type switch
        {
            SyntaxType.Regex => "regex",
            _ => node.Type.ToString().ToLowerInvariant(),
        };

    /// <summary>Hands the parent operators of a part on to the whole.</summary>
    public static void Push(SyntaxNode whole, SyntaxNode part)
    {
        if (part.SeekingParent is null && part.Type != SyntaxType.Parent)
        {
            return;
        }

        var slots = part.SeekingParent ?? [];
        if (part.Type == SyntaxType.Parent)
        {
            slots.Add(part.Slot!);
        }

        if (whole.SeekingParent is null)
        {
            whole.SeekingParent = slots;
        }
        else
        {
            whole.SeekingParent.AddRange(slots);
        }
    }

    /// <summary>Looks for the step among the earlier steps of a path.</summary>
    public void Resolve(SyntaxNode path)
    {
        var last = path.Items[^1];
        var slots = last.SeekingParent ?? [];
        if (last.Type == SyntaxType.Parent)
        {
            slots.Add(last.Slot!);
        }

        foreach (var slot in slots.ToArray())
        {
            var index = path.Items.Count - 2;
            while (slot.Level > 0)
            {
                if (index < 0)
                {
                    (path.SeekingParent ??= []).Add(slot);
                    break;
                }

                var step = path.Items[index--];
                // Of consecutive steps that bind a variable only the first has another context.
                while (index >= 0 && step.Focus is not null && path.Items[index].Focus is not null)
                {
                    step = path.Items[index--];
                }

                Seek(step, slot);
            }
        }
    }

    /// <summary>Looks for the step within a node.</summary>
    /// <exception cref="JsonataException">S0217: the node has no parent.</exception>
    public void Seek(SyntaxNode node, ParentSlot slot)
    {
        switch (node.Type)
        {
            case SyntaxType.Name or SyntaxType.Wildcard:
                slot.Level--;
                if (slot.Level == 0)
                {
                    if (node.Ancestor is not null)
                    {
                        _parents[slot.Index].Slot!.Label = node.Ancestor.Label;
                    }

                    node.Ancestor = slot;
                    node.IsTuple = true;
                }

                break;
            case SyntaxType.Parent:
                slot.Level++;
                break;
            case SyntaxType.Block:
                if (node.Items.Count > 0)
                {
                    node.IsTuple = true;
                    Seek(node.Items[^1], slot);
                }

                break;
            case SyntaxType.Path:
                node.IsTuple = true;
                var index = node.Items.Count - 1;
                Seek(node.Items[index--], slot);
                while (slot.Level > 0 && index >= 0)
                {
                    Seek(node.Items[index--], slot);
                }

                break;
            default:
                throw new JsonataException("S0217") { Position = node.Position > 0 ? node.Position : null, Token = JsonValue.From(NameOf(node)) };
        }
    }
}
