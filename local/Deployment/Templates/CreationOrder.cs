namespace PromptToImage.Deployment.Templates;

/// <summary>Orders resources so that each comes after those that it refers to or names in DependsOn.</summary>
internal static class CreationOrder
{
    /// <param name="resources">In the template's order, which independent resources keep.</param>
    /// <param name="dependencies">The logical ids that a resource depends on.</param>
    /// <exception cref="TemplateException">Resources depend on each other.</exception>
    public static IReadOnlyList<TemplateResource> For(
        IReadOnlyList<TemplateResource> resources,
        Func<TemplateResource, IEnumerable<string>> dependencies
    )
    {
        var byId = resources.ToDictionary(resource => resource.LogicalId);
        List<TemplateResource> ordered = [];
        HashSet<string> done = [];
        List<string> path = [];
        foreach (var resource in resources)
        {
            Add(resource);
        }

        return ordered;

        void Add(TemplateResource resource)
        {
            if (done.Contains(resource.LogicalId))
            {
                return;
            }

            var start = path.IndexOf(resource.LogicalId);
            path.Add(resource.LogicalId);
            if (start >= 0)
            {
                throw new TemplateException($"{resource.LogicalId}: circular dependency: {string.Join(" -> ", path[start..])}.");
            }

            foreach (var dependency in dependencies(resource).Where(byId.ContainsKey))
            {
                Add(byId[dependency]);
            }

            path.RemoveAt(path.Count - 1);
            done.Add(resource.LogicalId);
            ordered.Add(resource);
        }
    }
}
