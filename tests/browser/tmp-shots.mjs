import { launch } from "./trial.mjs";
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
const [dist, out, width, scheme, ...pages] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const b = await launch(["--font-render-hinting=none","--allow-file-access-from-files"]);
const c = await b.newContext({ viewport: { width: +width, height: +width>1000?1000:+width>500?1000:800 }, colorScheme: scheme, deviceScaleFactor: 1 });
for (const p of pages) {
  const page = await c.newPage();
  const [path, q] = p.split("?");
  await page.goto(pathToFileURL(resolve(dist, path)).href + (q?"?"+q:""));
  if (q) await page.waitForSelector(".answer").catch(()=>console.log("no answer",p));
  const h = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: +width, height: Math.min(h, 16000) });
  const name = `${out}/${path.replace(/[\/.]/g,"_")}${q?"_q":""}-${width}-${scheme}.png`;
  await page.screenshot({ path: name });
  console.log(name, h);
  await page.close();
}
await b.close();
