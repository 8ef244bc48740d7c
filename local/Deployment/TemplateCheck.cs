using PromptToImage.Deployment.Resources;
using PromptToImage.Deployment.Templates;

namespace PromptToImage.Deployment;

/// <summary>Checks a template before a deployment changes anything.</summary>
internal static class TemplateCheck
{
    /// <returns>The resources to create, each after those that it depends on.</returns>
    /// <exception cref="TemplateException">
    /// A resource type, intrinsic function, condition, reference or attribute is unknown, or resources depend on each other. The exception
    /// lists the errors of all resources.
    /// </exception>
    public static IReadOnlyList<TemplateResource> Run(Template template, StackScope scope)
    {
        List<string> errors = [];
        List<TemplateResource> created = [];
        foreach (var resource in template.Resources)
        {
            Collect(() =>
            {
                if (resource.Condition is null || new Evaluator(scope, resource.LogicalId).Condition(resource.Condition))
                {
                    created.Add(resource);
                }
            });
        }

        var types = created.ToDictionary(resource => resource.LogicalId, resource => resource.Type);
        Dictionary<string, IReadOnlyList<string>> dependencies = [];
        foreach (var resource in created)
        {
            Collect(() =>
            {
                var references = new Evaluator(scope, resource.LogicalId).References(resource.Properties).Distinct().ToList();
                errors.AddRange(FindErrors(resource, references));
                dependencies[resource.LogicalId] = [.. references.Select(reference => reference.Name), .. resource.DependsOn];
            });
        }

        return errors.Count == 0
            ? CreationOrder.For(created, resource => dependencies[resource.LogicalId])
            : throw new TemplateException(errors);

        void Collect(Action check)
        {
            try
            {
                check();
            }
            catch (TemplateException e)
            {
                errors.AddRange(e.Errors);
            }
        }

        IEnumerable<string> FindErrors(TemplateResource resource, List<Reference> references)
        {
            if (!ResourceTypes.All.ContainsKey(resource.Type))
            {
                yield return $"{resource.LogicalId}: the resource type {resource.Type} is not supported on one machine.";
            }

            foreach (var reference in references.Where(reference => reference.Name != "AWS::NoValue" && scope.Find(reference) is null))
            {
                if (!types.TryGetValue(reference.Name, out var type))
                {
                    yield return $"{resource.LogicalId}: {reference.Name} is neither a parameter nor a resource of the template.";
                }
                else if (
                    reference.Attribute is { } attribute
                    && ResourceTypes.All.TryGetValue(type, out var known)
                    && !known.Attributes.Contains(attribute)
                )
                {
                    yield return $"{resource.LogicalId}: {reference.Name} ({type}) has no attribute {attribute} on one machine.";
                }
            }

            foreach (var unknown in resource.DependsOn.Where(name => template.Resources.All(other => other.LogicalId != name)))
            {
                yield return $"{resource.LogicalId}: DependsOn names {unknown}, which is not a resource of the template.";
            }
        }
    }
}
