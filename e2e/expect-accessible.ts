import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** No violation of any of axe's rules in a part of the page, and nothing to scroll sideways for. */
export async function expectAccessible(page: Page, part = 'html') {
  // The other mode is for pages with frames, of which there are none, and takes a page more each time.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).include(part);
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
  }));
  expect(found).toEqual([]);
  const beyond = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(beyond, 'pixels to scroll sideways').toBe(0);
}
