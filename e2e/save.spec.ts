import { readFile } from 'node:fs/promises';
import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { expect, test } from '@/e2e/fixtures';
import { addDays, dateOf } from '@/lib/domain/day';

const charts = [
  { chart: 'the trend', path: '/', title: 'Changes that regress within 30 days' },
  { chart: 'the curve', path: '/', title: 'Still standing' },
  { chart: 'the funnel', path: '/repositories', title: 'What chance alone would do' },
  {
    chart: 'an agent’s trend',
    path: '/agents/claude-code',
    title: 'Changes that regress within 30 days',
  },
  { chart: 'a guardrail’s trend', path: aGuardrail, title: 'The rate around that day' },
];

for (const { chart, path, title } of charts) {
  test(`saves ${chart} whole: every point, every word of its axes, and its title`, async ({
    page,
    request,
  }) => {
    // Lines of guardrails and versions come a moment after the points.
    await page.goto(typeof path === 'string' ? path : await path(request), {
      waitUntil: 'networkidle',
    });
    const frame = page.getByRole('region', { name: title, exact: true });
    await frame.scrollIntoViewIfNeeded();
    const picture = frame.getByRole('group').filter({ has: page.locator('svg') });
    await expect(picture.getByRole('link').first()).toBeVisible();
    const points = await picture.getByRole('link').count();
    const words = await wordsIn(picture);
    expect(words.filter((word) => /^\d+(\.\d)?%$/.test(word)).length).toBeGreaterThan(1);

    const svg = await saved(page, frame, 'Picture (SVG)');
    const file = await page.evaluate((text) => {
      const { documentElement: root } = new DOMParser().parseFromString(text, 'image/svg+xml');
      return {
        name: root.localName,
        points: root.querySelectorAll('a').length,
        text: root.textContent,
      };
    }, svg.toString());
    expect(file).toMatchObject({ name: 'svg', points });
    for (const word of [title, ...words]) expect(file.text).toContain(word);

    const png = await saved(page, frame, 'Picture (PNG)');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
  });
}

test('saves the map of strengths as a picture of its cells, and as its numbers', async ({
  page,
}) => {
  await page.goto('/agents/claude-code');
  const frame = page.getByRole('region', { name: 'Where it is strong and weak' });
  await expect(frame.getByRole('link').first()).toBeVisible();
  const csv = await saved(page, frame, 'Table (CSV)');
  expect(csv.toString()).toMatch(/^Kind of work,Size,Rate/);
  const svg = (await saved(page, frame, 'Picture (SVG)')).toString();
  const map = frame.getByRole('table', { name: 'Kind of work by size of the change' });
  const rates = await map.getByText(/^[▲▼ ]*[\d.]+%$/).allInnerTexts();
  expect(rates.length).toBeGreaterThan(1);
  for (const rate of rates) expect(svg).toContain(`>${rate.split(' ').at(-1)}</text>`);
  const png = await saved(page, frame, 'Picture (PNG)');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
});

test('goes by keyboard along a curve, and on to as many regressions as it counts', async ({
  page,
}) => {
  await page.goto('/?repository=sample/checkout');
  await page.getByRole('region', { name: 'Still standing' }).scrollIntoViewIfNeeded();
  const curve = page.getByRole('link', { name: /^Agent: .* still standing after / });
  await curve.focus();
  await page.keyboard.press('Home');
  await expect(page.getByText('At the merge')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('After 1 day', { exact: true })).toBeVisible();
  const name = (await curve.getAttribute('aria-label')) ?? '';
  const counted = /([\d,]+) of [\d,]+ regressed within 90 days/.exec(name)?.[1];
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/regressions\?.*window=90/);
  await expect(page.getByRole('grid')).toHaveAccessibleName(
    new RegExp(`^${counted} regressions of changes by agents`),
  );
});

/** What stands somewhere in a picture by itself: ticks and names. */
function wordsIn(picture: Locator): Promise<string[]> {
  return picture.evaluate((drawn) =>
    [...drawn.querySelectorAll('*')]
      .filter(({ children, localName }) => children.length === 0 && localName !== 'title')
      .map(({ textContent }) => textContent.trim())
      .filter((word) => word !== ''),
  );
}

async function saved(page: Page, frame: Locator, what: string): Promise<Buffer> {
  await frame.getByRole('button', { name: 'Save' }).click();
  const download = page.waitForEvent('download');
  await frame.getByRole('button', { name: what }).click();
  return readFile(await (await download).path());
}

/** The page of a guardrail that is half a year old. */
async function aGuardrail(request: APIRequestContext): Promise<string> {
  const name = 'A guardrail with a picture';
  const since = addDays(dateOf(new Date()), -180);
  const data = { name, kind: 'tests', what: name, since, reason: 'To save its picture' };
  const added = await request.post('/api/v1/guardrails', { data });
  return `/guardrails/${(await added.json()).id}`;
}
