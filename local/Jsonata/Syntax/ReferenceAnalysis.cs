using System.Runtime.CompilerServices;
using PromptToImage.Jsonata.Running;

namespace PromptToImage.Jsonata.Syntax;

/// <summary>Collects what an analysed syntax tree refers to outside itself.</summary>
internal sealed class ReferenceAnalysis
{
    private const string RootVariable = "$";

    private readonly List<string> _contextNames = [];
    private readonly List<VariableReference> _variables = [];
    private Scope _scope = new(null, []);

    public static ExpressionReferences Analyse(SyntaxNode root)
    {
        var analysis = new ReferenceAnalysis();
        analysis.Visit(root, isRooted: false);
        return new ExpressionReferences(analysis._contextNames, analysis._variables);
    }

    /// <param name="isRooted">Whether the context value is a part of another value, not the input.</param>
    private void Visit(SyntaxNode? node, bool isRooted)
    {
        if (node is null)
        {
            return;
        }

        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Limits.StackOverflow();
        }

        switch (node.Type)
        {
            case SyntaxType.Name:
                AddContextName(node.Text, isRooted);
                break;
            case SyntaxType.Wildcard:
                AddContextName("*", isRooted);
                break;
            case SyntaxType.Descendant:
                AddContextName("**", isRooted);
                break;
            case SyntaxType.Variable:
                VisitVariable(node, null, isRooted);
                break;
            case SyntaxType.Path:
                VisitPath(node, isRooted);
                break;
            case SyntaxType.Block:
                VisitWithin([], () => VisitAll(node.Items, isRooted));
                break;
            case SyntaxType.Bind:
                // A function can call itself, so the name is known within its own value.
                _scope.Names.Add(node.Left!.Text);
                Visit(node.Right, isRooted);
                break;
            case SyntaxType.Lambda when !node.IsTailCall:
                VisitWithin([.. node.Items.Select(item => item.Text)], () => Visit(node.Right, isRooted));
                break;
            case SyntaxType.Transform:
                Visit(node.Left, isRooted: true);
                Visit(node.Right, isRooted: true);
                Visit(node.Third, isRooted: true);
                break;
            default:
                VisitParts(node, isRooted);
                break;
        }

        foreach (var stage in node.Predicates ?? [])
        {
            Visit(stage.Predicate, isRooted: true);
        }

        foreach (var (key, value) in node.Group?.Pairs ?? [])
        {
            Visit(key, isRooted: true);
            Visit(value, isRooted: true);
        }
    }

    private void VisitParts(SyntaxNode node, bool isRooted)
    {
        Visit(node.Left, isRooted);
        Visit(node.Right, isRooted);
        Visit(node.Third, isRooted);
        VisitAll(node.Items, isRooted);
        foreach (var (key, value) in node.Pairs)
        {
            Visit(key, isRooted);
            Visit(value, isRooted);
        }
    }

    private void VisitPath(SyntaxNode path, bool isRooted) =>
        VisitWithin(
            [.. path.Items.SelectMany(VariablesOf)],
            () =>
            {
                for (var i = 0; i < path.Items.Count; i++)
                {
                    var step = path.Items[i];
                    if (step.Type == SyntaxType.Variable && i == 0)
                    {
                        VisitVariable(step, PropertyAfterFirst(path), isRooted);
                    }
                    else
                    {
                        Visit(step, isRooted || i > 0);
                    }

                    foreach (var stage in step.Stages ?? [])
                    {
                        Visit(stage.Predicate, isRooted: true);
                    }

                    foreach (var (term, _) in step.Terms)
                    {
                        Visit(term, isRooted: true);
                    }
                }
            }
        );

    private static IEnumerable<string> VariablesOf(SyntaxNode step) =>
        (step.Stages ?? []).Select(stage => stage.Index).Prepend(step.Index).Prepend(step.Focus).OfType<string>();

    private static string? PropertyAfterFirst(SyntaxNode path) =>
        path.Items.Count > 1 && path.Items[0].Predicates is null && path.Items[0].Stages is null && path.Items[1].Type == SyntaxType.Name
            ? path.Items[1].Text
            : null;

    private void VisitVariable(SyntaxNode node, string? property, bool isRooted)
    {
        if (node.Text.Length == 0)
        {
            AddContextName("$", isRooted);
        }
        else if (node.Text == RootVariable)
        {
            AddContextName("$$", isRooted: false);
        }
        else if (!_scope.Has(node.Text))
        {
            var reference = new VariableReference(node.Text, property);
            if (!_variables.Contains(reference))
            {
                _variables.Add(reference);
            }
        }
    }

    private void VisitAll(List<SyntaxNode> nodes, bool isRooted)
    {
        foreach (var node in nodes)
        {
            Visit(node, isRooted);
        }
    }

    private void VisitWithin(HashSet<string> names, Action visit)
    {
        var outer = _scope;
        _scope = new Scope(outer, names);
        visit();
        _scope = outer;
    }

    private void AddContextName(string name, bool isRooted)
    {
        if (!isRooted && !_contextNames.Contains(name))
        {
            _contextNames.Add(name);
        }
    }

    private sealed record Scope(Scope? Outer, HashSet<string> Names)
    {
        public bool Has(string name)
        {
            for (var scope = this; scope is not null; scope = scope.Outer)
            {
                if (scope.Names.Contains(name))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
