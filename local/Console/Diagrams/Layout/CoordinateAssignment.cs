namespace PromptToImage.WebConsole.Diagrams.Layout;

/// <summary>Places the vertices of ordered layers horizontally: edges are short, and those of the main path are straight.</summary>
internal static class CoordinateAssignment
{
    private const double NodeGap = 28;
    private const double SlightSlant = 8;
    private const int Sweeps = 24;

    public static void Apply(List<List<LayoutVertex>> layers)
    {
        Align(layers);
        Straighten(layers);
    }

    /// <summary>Moves each vertex towards its neighbours, as far as its layer's order and gaps allow.</summary>
    private static void Align(List<List<LayoutVertex>> layers)
    {
        foreach (var layer in layers)
        {
            Spread(layer);
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var down = sweep % 2 == 0;
            foreach (var layer in down ? layers : Enumerable.Reverse(layers))
            {
                foreach (var vertex in layer)
                {
                    vertex.Centre = LayoutVertex.Mean(down ? vertex.Above : vertex.Below, other => other.Centre) ?? vertex.Centre;
                }

                Spread(layer);
            }
        }
    }

    /// <summary>Aligns a node with its predecessor where they are almost aligned: a slightly slanted arrow looks like a mistake.</summary>
    private static void Straighten(List<List<LayoutVertex>> layers)
    {
        foreach (var layer in layers)
        {
            for (var index = 0; index < layer.Count; index++)
            {
                var vertex = layer[index];
                var leader = vertex.Above.Count > 0 ? vertex.Above.MaxBy(above => above.Weight).Vertex : null;
                if (leader is null || Math.Abs(leader.Centre - vertex.Centre) > SlightSlant)
                {
                    continue;
                }

                var hasRoom =
                    (index == 0 || leader.Centre - layer[index - 1].Centre >= (vertex.Width + layer[index - 1].Width + NodeGap) / 2)
                    && (
                        index == layer.Count - 1
                        || layer[index + 1].Centre - leader.Centre >= (vertex.Width + layer[index + 1].Width + NodeGap) / 2
                    );
                vertex.Centre = hasRoom ? leader.Centre : vertex.Centre;
            }
        }
    }

    /// <summary>
    /// Restores the gaps with the least movement: overlapping runs are placed around the mean of their preferred positions.
    /// </summary>
    private static void Spread(List<LayoutVertex> layer)
    {
        var runs = new List<(List<LayoutVertex> Vertices, double Wanted, double Weight)>();
        foreach (var vertex in layer)
        {
            var weight = 1 + vertex.Above.Concat(vertex.Below).Sum(neighbour => neighbour.Weight);
            runs.Add(([vertex], vertex.Centre, weight));
            while (runs.Count > 1 && Left(runs[^1]) < Right(runs[^2]) + NodeGap)
            {
                var (before, after) = (runs[^2], runs[^1]);
                runs.RemoveRange(runs.Count - 2, 2);
                // The preferred position of the merged run's first vertex, from each part.
                var shift = Offset([.. before.Vertices, .. after.Vertices], before.Vertices.Count);
                var total = before.Weight + after.Weight;
                runs.Add(
                    (
                        [.. before.Vertices, .. after.Vertices],
                        (before.Wanted * before.Weight + (after.Wanted - shift) * after.Weight) / total,
                        total
                    )
                );
            }
        }

        foreach (var run in runs)
        {
            for (var index = 0; index < run.Vertices.Count; index++)
            {
                run.Vertices[index].Centre = run.Wanted + Offset(run.Vertices, index);
            }
        }

        static double Left((List<LayoutVertex> Vertices, double Wanted, double Weight) run) => run.Wanted - run.Vertices[0].Width / 2;

        static double Right((List<LayoutVertex> Vertices, double Wanted, double Weight) run) =>
            run.Wanted + Offset(run.Vertices, run.Vertices.Count - 1) + run.Vertices[^1].Width / 2;
    }

    /// <summary>The distance between the centres of a vertex and of the first vertex of its run.</summary>
    private static double Offset(List<LayoutVertex> run, int index)
    {
        var offset = 0d;
        for (var before = 0; before < index; before++)
        {
            offset += run[before].Width / 2 + NodeGap + run[before + 1].Width / 2;
        }

        return offset;
    }
}
