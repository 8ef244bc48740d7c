namespace PromptToImage.WebConsole.Diagrams.Layout;

/// <summary>Orders each layer by the means of the neighbours' positions, so that few edges cross.</summary>
internal static class CrossingReduction
{
    private const int Sweeps = 24;

    public static void Apply(List<List<LayoutVertex>> layers)
    {
        Number(layers);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var down = sweep % 2 == 0;
            foreach (var layer in down ? layers : Enumerable.Reverse(layers))
            {
                var sorted = layer
                    .OrderBy(vertex => LayoutVertex.Mean(down ? vertex.Above : vertex.Below, other => other.Position) ?? vertex.Position)
                    .ToList();
                layer.Clear();
                layer.AddRange(sorted);
                Number([layer]);
            }
        }
    }

    private static void Number(List<List<LayoutVertex>> layers)
    {
        foreach (var layer in layers)
        {
            for (var index = 0; index < layer.Count; index++)
            {
                layer[index].Position = index;
            }
        }
    }
}
