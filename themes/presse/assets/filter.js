// Narrows the list of a page to what its form asks for. The page is complete without this script;
// the stylesheet shows the form only where scripts run.
"use strict";

for (const form of document.querySelectorAll("form.narrow")) {
  const list = document.getElementById(form.dataset.list);
  const items = [...list.querySelectorAll("[data-item]")];
  const sections = [...list.querySelectorAll("section")];
  const selects = [...form.querySelectorAll("select")];

  const fits = (item) =>
    selects.every(
      ({ name, value }) => value === "" || (item.dataset[name] ?? "").split(" ").includes(value),
    );

  const narrow = () => {
    for (const item of items) item.hidden = !fits(item);
    for (const section of sections) {
      section.hidden = section.querySelector("[data-item]:not([hidden])") === null;
      const id = CSS.escape(section.getAttribute("aria-labelledby"));
      const link = document.querySelector(`nav a[href="#${id}"]`);
      if (link) link.parentElement.hidden = section.hidden;
    }
    const shown = items.filter((item) => !item.hidden).length;
    form.querySelector("output").textContent = `${shown} / ${items.length}`;
  };

  // The address tells what is chosen, so that it can be sent to somebody.
  const asked = new URLSearchParams(location.search);
  for (const select of selects) {
    select.value = asked.get(select.name) ?? "";
    if (select.selectedIndex < 0) select.value = "";
  }
  form.addEventListener("change", () => {
    narrow();
    const chosen = selects.filter(({ value }) => value !== "");
    const query = new URLSearchParams(chosen.map(({ name, value }) => [name, value]));
    history.replaceState(null, "", chosen.length > 0 ? `?${query}` : location.pathname);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  narrow();
}
