import { join, resolve } from "node:path";
import { createServer } from "node:net";
import lighthouse, { desktopConfig } from "lighthouse";
import { address, files, serve } from "../built.mjs";
import { launch } from "./trial.mjs";
const [dist, n, device, ...pages] = process.argv.slice(2);
const folder = resolve(dist);
const paths = files(folder);
const server = await serve(folder, paths, { encoding: "gzip" });
const s = createServer(); await new Promise(d=>s.listen(0,"127.0.0.1",d)); const port=s.address().port; await new Promise(d=>s.close(d));
const med = (a)=>[...a].sort((x,y)=>x-y)[Math.floor(a.length/2)];
for (const page of pages) {
  const rows=[];
  for (let i=0;i<+n;i++) {
    const browser = await launch([`--remote-debugging-port=${port}`]);
    const { lhr } = await lighthouse(address(page, server.base).href, { port, logLevel:"error", output:"json", disableFullPageScreenshot:true }, device==="desktop"?desktopConfig:undefined);
    await browser.close();
    const v=(id)=>Math.round(lhr.audits[id]?.numericValue??-1);
    rows.push({p:Math.round(lhr.categories.performance.score*100), fcp:v("first-contentful-paint"), lcp:v("largest-contentful-paint"), tbt:v("total-blocking-time"), si:v("speed-index"), cls:lhr.audits["cumulative-layout-shift"].numericValue, main:v("mainthread-work-breakdown"), dom:v("dom-size-insight")>0?v("dom-size-insight"):v("dom-size"), bench:Math.round(lhr.environment.benchmarkIndex), req:lhr.audits["network-requests"].details.items.length, bytes:lhr.audits["network-requests"].details.items.reduce((t,r)=>t+r.transferSize,0), a11y:Math.round(lhr.categories.accessibility.score*100),bp:Math.round(lhr.categories["best-practices"].score*100),seo:Math.round(lhr.categories.seo.score*100)});
    for (const a of Object.values(lhr.categories).flatMap(c=>c.id==="performance"?[]:c.auditRefs)) { const au=lhr.audits[a.id]; if (a.weight>0 && au.score!==null && au.score<1) console.log("LOST",a.id,JSON.stringify(au.details?.items?.slice(0,3))?.slice(0,900)); }
    if(process.env.V) console.log(JSON.stringify(rows.at(-1)), JSON.stringify(lhr.audits["mainthread-work-breakdown"].details.items.map(x=>[x.group,Math.round(x.duration)])), JSON.stringify(lhr.audits["dom-size-insight"]?.details?.items?.map?.(x=>[x.statistic,x.value?.value])), JSON.stringify(lhr.audits["lcp-breakdown-insight"]?.details?.items?.[0]?.items?.map?.(x=>[x.label,Math.round(x.duration)])), JSON.stringify(lhr.audits["long-tasks"]?.details?.items?.map(x=>[x.url.slice(-20),Math.round(x.startTime),Math.round(x.duration)])));
  }
  const k=Object.keys(rows[0]); console.log(page, device, Object.fromEntries(k.map(x=>[x,med(rows.map(r=>r[x]))])).constructor===Object?k.map(x=>`${x}=${med(rows.map(r=>r[x]))}`).join(" "):"", "perfs", rows.map(r=>r.p).join(","));
}
server.close();
process.exit(0);
