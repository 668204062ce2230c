/** One line of the bench's table. */
export interface Row {
  readonly what: string;
  readonly figure: string;
}

export function asTable(rows: readonly Row[]): string {
  const lines = rows.map(({ what, figure }) => `| ${what} | ${figure} |`);
  return ['| what | measured |', '| --- | --- |', ...lines].join('\n');
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value under which a share of the values lie; not a number for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
