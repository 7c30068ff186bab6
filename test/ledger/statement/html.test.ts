import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html } from '../../../src/ledger/statement/html.js';

describe('html', () => {
  it.each([
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    [`"' onload='x`, '&quot;&#39; onload=&#39;x'],
    ['&amp;', '&amp;amp;'],
    [7, '7'],
  ])('escapes %s', (value, markup) => expect(html`<p>${value}</p>`.markup).toBe(`<p>${markup}</p>`));

  it('keeps what is markup already', () => {
    const rows = ['<', '>'].map((text) => html`<td>${text}</td>`);
    expect(html`<tr>${rows}</tr>${html`<hr>`}`.markup).toBe('<tr><td>&lt;</td><td>&gt;</td></tr><hr>');
  });

  it('lets no text become markup', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(html`${text}`.markup).not.toMatch(/[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/);
      }),
    );
  });
});
