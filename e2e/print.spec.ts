import type { Page } from '@playwright/test';
import { expect, test } from '@/e2e/fixtures';

const pages = {
  overview: '/',
  compare: '/compare',
  'the week': '/weekly',
  agents: '/agents',
  'one agent': '/agents/claude-code',
  regressions: '/regressions',
  changes: '/changes',
  incidents: '/incidents',
  deployments: '/deployments',
  trust: '/trust',
  guardrails: '/guardrails',
  rules: '/settings/rules',
  'audit trail': '/settings/audit',
};

test.use({ colorScheme: 'dark' });

for (const [name, address] of Object.entries(pages)) {
  test(`the page "${name}" is fit for paper`, async ({ page }) => {
    await toPaper(page, address);
    await expectPaper(page);
  });
}

for (const list of ['regressions', 'changes'] as const) {
  test(`one of the ${list} is fit for paper, with all its evidence`, async ({ page, request }) => {
    const response = await request.get(`/api/v1/${list}?repository=sample/checkout&limit=1`);
    const { rows } = await response.json();
    await toPaper(page, `/${list}/${rows[0].id}`);
    await expectPaper(page);
  });
}

test('a list is printed with all the rows that are loaded', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 600 });
  await page.goto('/changes');
  const shown = page.getByRole('row');
  await expect(shown.first()).toBeVisible();
  const told = page.getByText(/^\d+ of [\d,]+ shown$/);
  // Nothing hears of printing before the page is hydrated.
  await expect(async () => {
    const loaded = Number((await told.textContent())?.split(' ')[0]);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    // One more is the row of heads.
    await expect(shown).toHaveCount(loaded + 1, { timeout: 1_000 });
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    expect(await shown.count()).toBeLessThan(loaded + 1);
  }).toPass();
});

test('what the filters are set to stands on paper', async ({ page }) => {
  await toPaper(page, '/?repository=sample/checkout&kind=revert,incident&size=0-9,10-49');
  const filters = page.getByRole('search', { name: 'Filters' });
  for (const told of [
    'Repository: sample/checkout',
    'Kind: Revert and Incident',
    'More: Size: under 10 lines or 10–49 lines',
  ]) {
    await expect(filters).toContainText(told, { useInnerText: true });
  }
});

/** Opens a page in the dark, and shows it as on a sheet of A4. */
async function toPaper(page: Page, address: string) {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.setViewportSize({ width: 688, height: 1017 });
}

async function expectPaper(page: Page) {
  for (const role of ['navigation', 'textbox', 'checkbox', 'combobox', 'toolbar'] as const) {
    await expect(page.getByRole(role).filter({ visible: true }), role).toHaveCount(0);
  }
  // The names of columns stay, which are buttons to those who sort by them.
  const buttons = page.locator('button:not(th button)').filter({ visible: true });
  await expect(buttons).toHaveCount(0);
  expect(await page.evaluate(faultsOnPaper)).toEqual([]);
}

/** What is light where the paper is white, is cut off, or stands out beyond the sheet. */
function faultsOnPaper(): string[] {
  const lightness = (color: string) => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (color.match(/[\d.]+/g) ?? []).map(Number);
    return alpha === 0 ? undefined : (0.3 * red + 0.59 * green + 0.11 * blue) / 255;
  };
  const faults: string[] = [];
  const sheet = document.documentElement.clientWidth;
  for (const element of document.querySelectorAll<HTMLElement>('body *:not(svg *)')) {
    const { color, overflowX, overflowY } = getComputedStyle(element);
    const { width, height, right } = element.getBoundingClientRect();
    if (width <= 1 || height <= 1 || !element.checkVisibility()) continue;
    const told = `${element.tagName} “${(element.textContent ?? '').trim().slice(0, 40)}”`;
    const saysSomething = [...element.childNodes].some(
      ({ nodeType, textContent }) => nodeType === Node.TEXT_NODE && textContent?.trim() !== '',
    );
    if (saysSomething && (lightness(color) ?? 0) > 0.55) faults.push(`${told} is ${color}`);
    const scrolls = [overflowX, overflowY].some((how) => how === 'auto' || how === 'scroll');
    const isCut =
      element.scrollWidth > element.clientWidth + 1 ||
      element.scrollHeight > element.clientHeight + 1;
    if (scrolls && isCut) faults.push(`${told} scrolls`);
    if (right > sheet + 1) faults.push(`${told} goes beyond the sheet`);
  }
  const paper = lightness(getComputedStyle(document.body).backgroundColor);
  if (paper !== undefined && paper < 1) faults.push('the paper is not white');
  return faults;
}
