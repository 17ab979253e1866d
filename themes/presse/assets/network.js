// Shows the part of the network that its form asks for, and whom an actor is tied to while one
// points at it. Drawing and table are complete without this script.
"use strict";

for (const form of document.querySelectorAll("form.narrow")) {
  const nodes = [...document.querySelectorAll(".node")];
  const ties = [...document.querySelectorAll(".tie")];
  const canvas = document.querySelector(".canvas");
  const ends = (tie) => [nodes[tie.dataset.one], nodes[tie.dataset.other]];
  const away = (element) => element.classList.contains("away");

  const fits = (tie) => {
    const { kind, year } = form.elements;
    const isOfKind = kind.value === "" || ends(tie).some((end) => end.dataset.kind === kind.value);
    const { from, until } = tie.dataset;
    const begins = from === undefined || Number(from) <= Number(year.value);
    const lasts = until === undefined || Number(until) >= Number(year.value);
    return isOfKind && (year.value === "" || (begins && lasts));
  };

  const narrow = () => {
    for (const tie of ties) {
      tie.classList.toggle("away", !fits(tie));
      document.getElementById(tie.dataset.tie).hidden = away(tie);
    }
    const kept = new Set(ties.filter((tie) => !away(tie)).flatMap(ends));
    for (const node of nodes) node.classList.toggle("away", !kept.has(node));
    form.querySelector("output").textContent = `${kept.size} / ${nodes.length}`;
  };

  const point = (node) => {
    canvas.classList.toggle("pointed", node !== null);
    const near = ties.filter((tie) => node !== null && ends(tie).includes(node));
    const shown = new Set([...near, ...near.flatMap(ends), node]);
    for (const element of [...nodes, ...ties]) element.classList.toggle("near", shown.has(element));
  };

  for (const node of nodes) {
    node.addEventListener("pointerenter", () => point(node));
    node.addEventListener("pointerleave", () => point(null));
    node.addEventListener("focus", () => point(node));
    node.addEventListener("blur", () => point(null));
  }
  // A drawing wider than its frame is shown around the actor that is tied to most.
  const [left, frame] = [nodes[0], canvas].map((it) => it.getBoundingClientRect().left);
  canvas.scrollLeft = left - frame - canvas.clientWidth / 2;
  form.addEventListener("change", narrow);
  form.addEventListener("submit", (event) => event.preventDefault());
  narrow();
}
