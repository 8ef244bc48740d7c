namespace PromptToImage.Simulation.Reports;

/// <summary>The style of the report: light, dark, phone and print.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root {
          color-scheme: light dark;
          --page: #f6f7f9; --card: #fff; --text: #16191f; --muted: #545b64; --rule: #d5dbdb;
          --c1: #0b5cad; --c2: #b3261e; --c3: #1d7a34; --c4: #8a5a00; --c5: #6a3fb5; --c6: #00707a; --good: #e3f4e6;
          --outage: #b3261e26; --alarm: #8a5a0026;
          font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #0f141a; --card: #19212b; --text: #e9ecef; --muted: #a6b1bd; --rule: #36424f;
            --c1: #7fb8f5; --c2: #ff8a80; --c3: #6fcf85; --c4: #f0bd55; --c5: #c3a6ff; --c6: #5fd4de; --good: #14351d;
            --outage: #ff8a8040; --alarm: #f0bd5533;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--text); }
        main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
        h1 { font-size: 1.35rem; line-height: 1.35; font-weight: 600; margin: 0 0 1rem; overflow-wrap: anywhere; }
        h2 { font-size: 1.15rem; margin: 0 0 .5rem; }
        .kind, .unit { color: var(--muted); margin: 0; font-size: .85rem; }
        section { background: var(--card); border: 1px solid var(--rule); border-radius: 8px; padding: 1rem 1.25rem; margin: 0 0 1rem; break-inside: avoid; }
        .answer { border-inline-start: 6px solid var(--c1); }
        .headline { font-size: 1.5rem; line-height: 1.3; font-weight: 700; margin: 0 0 .75rem; overflow-wrap: anywhere; }
        ul { margin: 0; padding-inline-start: 1.25rem; }
        table { border-collapse: collapse; width: 100%; font-size: .95rem; }
        caption { text-align: start; color: var(--muted); padding-bottom: .25rem; }
        th, td { text-align: start; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--rule); vertical-align: top; }
        thead th { color: var(--muted); font-weight: 600; vertical-align: bottom; }
        thead th.n { white-space: normal; }
        tbody th { font-weight: 500; }
        .n { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
        small { display: block; color: var(--muted); }
        .recommended > * { background: var(--good); font-weight: 700; }
        .scroll { position: relative; overflow-x: auto; }
        :focus-visible { outline: 3px solid var(--c1); outline-offset: 2px; }
        details { margin-top: .75rem; }
        summary { cursor: pointer; color: var(--c1); }
        .figures { margin: .5rem 0; display: grid; gap: .25rem; }
        .figures div { display: grid; grid-template-columns: 10rem minmax(0, 1fr); gap: .75rem; }
        dt { color: var(--muted); }
        dd { margin: 0; overflow-wrap: anywhere; }
        .legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; padding: 0; margin: .5rem 0; }
        .legend svg { width: 36px; height: 12px; vertical-align: middle; }
        .bars th, .bars td { border: 0; padding-block: .2rem; vertical-align: middle; }
        .bars .plot { width: 55%; padding-inline: 1rem; }
        .ticks, .track { position: relative; height: 1.5rem; }
        .ticks span { position: absolute; transform: translateX(-50%); font-size: .8rem; color: var(--muted); white-space: nowrap; }
        .ticks span:last-child { transform: translateX(-100%); }
        .track > *, .key > * { position: absolute; top: 0; bottom: 0; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        .track .grid { border-inline-start: 1px solid var(--rule); top: -.2rem; bottom: -.2rem; }
        .part1 { background: var(--c1); }
        .part2 { background: var(--c4); }
        .track .spread, .key .spread { top: 40%; bottom: 40%; background: var(--text); outline: 1px solid var(--card); min-width: 3px; }
        .track .mark, .key .mark { border-inline-start: 3px dashed var(--c2); top: -.2rem; bottom: -.2rem; }
        .bars + .unit { text-align: end; }
        .key { display: inline-block; position: relative; width: 36px; height: 12px; vertical-align: middle; }
        .key > .part1, .key > .part2, .key > .spread { left: 0; right: 0; }
        .key > .mark { left: 50%; }
        .chart { display: grid; grid-template-columns: max-content minmax(0, 1fr); grid-template-rows: auto 14rem 1.5rem auto; margin-inline-end: 1rem; }
        .chart > .unit:first-child { grid-column: 1 / 3; padding-bottom: .5rem; }
        .chart > .unit:last-child { grid-column: 2; text-align: end; }
        .y { position: relative; min-width: 4rem; }
        .y span { position: absolute; right: .5rem; transform: translateY(50%); font-size: .8rem; color: var(--muted); white-space: nowrap; }
        .x { grid-column: 2; position: relative; }
        .x span { position: absolute; transform: translateX(-50%); font-size: .8rem; color: var(--muted); padding-top: .2rem; white-space: nowrap; }
        .chart svg { width: 100%; height: 100%; overflow: visible; }
        path { fill: none; vector-effect: non-scaling-stroke; }
        path.grid { stroke: var(--rule); }
        .line { stroke-width: 2; stroke-linejoin: round; }
        .line1 { stroke: var(--c1); } .line2 { stroke: var(--c2); stroke-dasharray: 8 4; } .line3 { stroke: var(--c3); stroke-dasharray: 2 3; }
        .line4 { stroke: var(--c4); stroke-dasharray: 10 3 2 3; } .line5 { stroke: var(--c5); stroke-dasharray: 14 5; } .line6 { stroke: var(--c6); stroke-dasharray: 4 2; }
        .outage { fill: var(--outage); } .alarm { fill: var(--alarm); }
        @media (max-width: 40rem) {
          main { padding: 1rem .75rem 2rem; }
          section { padding: .75rem; }
          .headline { font-size: 1.25rem; }
          .bars, .bars tbody, .bars caption { display: block; }
          .bars thead { display: none; }
          .bars tr { display: grid; grid-template-columns: 1fr auto; padding-bottom: .5rem; }
          .bars .plot { grid-column: 1 / 3; width: auto; padding-inline: 0; }
          .bars td, .bars th { padding-inline-end: 0; }
          .figures div { grid-template-columns: 1fr; gap: 0; }
        }
        @media print {
          :root {
            color-scheme: light;
            --page: #fff; --card: #fff; --text: #000; --muted: #444; --rule: #bbb; --good: #e3f4e6;
            --c1: #0b5cad; --c2: #b3261e; --c3: #1d7a34; --c4: #8a5a00; --c5: #6a3fb5; --c6: #00707a; --outage: #b3261e26; --alarm: #8a5a0026;
            font-size: 11pt;
          }
          main { max-width: none; padding: 0; }
          section { border-color: #999; }
          summary { display: none; }
          details::details-content { content-visibility: visible; display: block; }
          .scroll { overflow: visible; }
          rect { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }

        """;
}
