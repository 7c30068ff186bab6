/** Local days as `2026-06-21`, of the browser's zone. */

const text = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0'))
    .join('-');

export const today = (): string => text(new Date());

export function addDays(day: string, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return text(new Date(year, month - 1, date + days));
}

/** @example monthOf('2026-06-21') // '2026-06' */
export const monthOf = (day: string): string => day.slice(0, 7);
