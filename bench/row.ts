/** One line of a table; of a table of several runs, the figure of one of them. */
export interface Row {
  readonly what: string;
  readonly figure: string;
}

export function asTable(rows: readonly Row[]): string {
  return tableOf(
    ['what', 'measured'],
    rows.map(({ what, figure }) => [what, figure]),
  );
}

/** A table with a column for each run; what a run has no figure of is left empty. */
export function asColumns(
  runs: readonly { readonly title: string; readonly rows: readonly Row[] }[],
): string {
  const lines = [...new Set(runs.flatMap(({ rows }) => rows.map(({ what }) => what)))];
  const figures = runs.map(({ rows }) => new Map(rows.map(({ what, figure }) => [what, figure])));
  return tableOf(
    ['passages', ...runs.map(({ title }) => title)],
    lines.map((what) => [what, ...figures.map((figure) => figure.get(what) ?? '')]),
  );
}

function tableOf(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const rule = head.map(() => '---');
  return [head, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value under which a share of the values lie; not a number for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function middleAndWorst(times: readonly number[]): string {
  return `${quantile(times, 0.5).toFixed(2)} / ${quantile(times, 0.99).toFixed(2)} ms`;
}

export function megabytes(bytes: number): string {
  const value = bytes / 1024 / 1024;
  return `${value.toFixed(value < 10 ? 2 : 0)} MB`;
}

export function perSecond(count: number, milliseconds: number): string {
  return `${Math.round((1000 * count) / milliseconds).toLocaleString('en')}/s`;
}
