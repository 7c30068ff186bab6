/** Drawn on 24 × 24, because not every machine has a font with such signs. */
const ICONS = {
  now: 'M13 2 4 14h6l-1 8 9-12h-6z',
  history: 'M4 4v16h16M8 16v-4M12 16V8M16 16v-6M20 16V6',
  devices: 'M7 7h10v10H7zM10 3v4M14 3v4M10 17v4M14 17v4M3 10h4M3 14h4M17 10h4M17 14h4',
  settings: 'M4 6h9M17 6h3M4 12h3M11 12h9M4 18h9M17 18h3M15 4v4M9 10v4M15 16v4',
  before: 'M15 5l-7 7 7 7',
  after: 'M9 5l7 7-7 7',
  writable: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  guarded: 'M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3',
} as const;

export type IconName = keyof typeof ICONS;

/** Decoration: what it says stands beside it, or in `Mark`. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
      <path d={ICONS[name]} />
    </svg>
  );
}

/** An icon with words for those who cannot see it, and for the mouse. */
export function Mark({ name, label }: { name: IconName; label: string }) {
  return (
    <span class="mark" title={label}>
      <Icon name={name} />
      <span class="hidden">{label}</span>
    </span>
  );
}
