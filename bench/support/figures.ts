/** The value below which the share `p` (0 to 1) of the samples lies. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN;
}

/** One line of the report: what, measured, and the goal it is held against. */
export interface Figure {
  readonly name: string;
  readonly value: string;
  readonly goal: string;
}

export function printFigures(figures: readonly Figure[]): void {
  const rows = [{ name: 'figure', value: 'measured', goal: 'goal' }, ...figures];
  const width = (of: (figure: Figure) => string) => Math.max(...rows.map((figure) => of(figure).length));
  const [name, value] = [width((figure) => figure.name), width((figure) => figure.value)];
  for (const row of rows)
    process.stdout.write(`${row.name.padEnd(name)}  ${row.value.padEnd(value)}  ${row.goal}\n`);
}
