import { type Html, html } from './html.js';
import type { Language } from './words.js';

/** Plain on the screen; on paper with heads of tables on every sheet. */
const STYLE = `
body { font: 11pt/1.4 system-ui, sans-serif; color: #000; background: #fff; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin-top: 2em; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1em; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; font-size: 0.85em; }
th, td { border-bottom: 1px solid #bbb; padding: 0.25em 0.5em; text-align: left; vertical-align: top; }
.number { text-align: right; } td { font-variant-numeric: tabular-nums; white-space: nowrap; } td.text { white-space: normal; }
tfoot { font-weight: bold; } .signature { margin-top: 4em; border-top: 1px solid #000; width: 20em; }
@page { margin: 12mm; }
@media print {
  body { margin: 0; max-width: none; padding: 0; font-size: 9pt; }
  thead { display: table-header-group; } tfoot { display: table-row-group; } tr, .signature { break-inside: avoid; }
  h2 { break-after: avoid; }
}
`;

/** What a page may load: nothing but its own style. Goes into `Content-Security-Policy`. */
export const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A whole document, for paper held this way. */
export function page(language: Language, title: string, body: Html, paper: 'portrait' | 'landscape'): string {
  const style: Html = { markup: `${STYLE}@page { size: A4 ${paper}; }\n` };
  return html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>${style}</style></head>
<body>
${body}
</body>
</html>
`.markup;
}
