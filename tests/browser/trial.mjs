// What trials in a real browser share: Chromium, axe, and what they have found.
//
// CHROMIUM names the browser if it is not /usr/bin/chromium.

import axe from "axe-core";
import { chromium } from "playwright-core";

// WCAG 2.2, levels A and AA.
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const AXE = {
  runOnly: [...WCAG, "best-practice"],
  resultTypes: ["violations"],
  preload: false,
};

/** A browser that asks nothing of the network by itself. */
export function launch(further = []) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--no-first-run",
      ...further,
    ],
  });
}

/** What hinders people who read a page otherwise than by eye and mouse. */
export async function axeComplaints(page) {
  await page.evaluate(axe.source);
  const { violations, testEngine } = await page.evaluate((how) => window.axe.run(how), AXE);
  if (testEngine.name !== "axe-core") return ["axe did not run"];
  return violations.map(
    ({ id, nodes }) => `axe ${id}, ${nodes.length} times, first ${nodes[0].html}`,
  );
}

/** The checks of one run: each passes, or complains. */
export class Trial {
  passed = 0;
  failures = [];

  /** Counts a check as passed, or remembers each complaint. */
  report(where, complaints) {
    if (complaints.length === 0) this.passed += 1;
    for (const complaint of complaints) {
      this.failures.push(`${where}: ${complaint.replace(/\s+/g, " ").slice(0, 300)}`);
    }
  }

  /** Prints what was found; the process fails if anything did, or if nothing was tried. */
  end() {
    this.failures.sort().forEach((line) => console.log(`  ${line}`));
    console.log(`${this.passed} passed, ${this.failures.length} failed`);
    process.exitCode = this.failures.length === 0 && this.passed > 0 ? 0 : 1;
  }
}
