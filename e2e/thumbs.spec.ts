import { expect, test } from '@/e2e/fixtures';

const pages = [
  '/',
  '/compare',
  '/weekly',
  '/agents',
  '/agents/claude-code',
  '/regressions',
  '/changes',
  '/incidents',
  '/trust',
  '/guardrails',
  '/settings/rules',
  '/settings/members',
];

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

for (const address of pages) {
  test(`a thumb reaches every control of ${address}`, async ({ page }) => {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    await expect(page.getByText(/^Data complete to /)).toBeVisible();
    const opener = page.getByRole('button', { name: /^Filters/ });
    if ((await opener.count()) > 0) {
      await opener.tap();
      await page.getByRole('search').getByRole('button', { name: /^Kind/ }).tap();
    }
    expect(await page.evaluate(tooSmall)).toEqual([]);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(beyond, 'pixels to scroll sideways').toBe(0);
  });
}

/** The controls that are lower than 44 pixels, with what around them is pressed for them. */
function tooSmall(): string[] {
  const heightOf = (element: Element) => {
    const around = getComputedStyle(element, '::after');
    const isAround = around.content !== 'none' && around.position === 'absolute';
    const own = element.getBoundingClientRect().height;
    return Math.max(own, isAround ? Number.parseFloat(around.height) : 0);
  };
  return [...document.querySelectorAll('button, input:not([type="radio"]), select, summary')]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width > 1)
    .filter((one) => heightOf(one) < 43.5)
    .map((one) => one.outerHTML.slice(0, 120));
}
