// Narrows the list of a page to what its form asks for. The page is complete without this script;
// the stylesheet shows the form only where scripts run.
"use strict";

function narrow(form) {
  const list = document.getElementById(form.dataset.list);
  const selects = [...form.querySelectorAll("select")];
  const fits = ({ dataset }) =>
    selects.every(
      ({ name, value }) => value === "" || (dataset[name] ?? "").split(" ").includes(value),
    );
  const items = [...list.querySelectorAll("[data-item]")];
  for (const item of items) item.hidden = !fits(item);
  for (const section of list.querySelectorAll("section")) {
    section.hidden = section.querySelector("[data-item]:not([hidden])") === null;
    const id = CSS.escape(section.getAttribute("aria-labelledby"));
    const link = document.querySelector(`nav a[href="#${id}"]`);
    if (link) link.parentElement.hidden = section.hidden;
  }
  const shown = items.filter((item) => !item.hidden).length;
  form.querySelector("output").textContent = `${shown} / ${items.length}`;
}

// The address tells what is chosen, so that it can be sent to somebody.
function recall(form) {
  const asked = new URLSearchParams(location.search);
  for (const select of form.querySelectorAll("select")) {
    select.value = asked.get(select.name) ?? "";
    if (select.selectedIndex < 0) select.value = "";
  }
  narrow(form);
}

function tell(form) {
  narrow(form);
  const chosen = [...form.querySelectorAll("select")].filter(({ value }) => value !== "");
  const query = new URLSearchParams(chosen.map(({ name, value }) => [name, value]));
  history.replaceState(null, "", chosen.length > 0 ? `?${query}` : location.pathname);
}

const each = (what) => document.querySelectorAll("form.narrow").forEach(what);

each((form) => {
  form.addEventListener("change", () => tell(form));
  form.addEventListener("submit", (event) => event.preventDefault());
});
each(recall);
document.addEventListener("liasse:morph", () => each(recall));
