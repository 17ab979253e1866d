// What a page does beyond being read: shows what a link leads to beside it, marks in the contents
// where the reader is, lets choose light or dark, copies an address. All is there without it.
"use strict";

// Light or dark.

{
  const choice = () => document.querySelector(".looks select");
  const show = () => {
    if (choice()) choice().value = looks.chosen;
  };
  document.addEventListener("change", ({ target }) => {
    if (target === choice()) looks.chosen = target.value;
  });
  document.addEventListener("liasse:morph", show);
  show();
}

// Previews: of actors from the list of those of the page, of notes and sources from its foot.

{
  const LINKS = "a.actor, .note-ref a, .citation a";
  const box = document.createElement("aside");
  box.className = "preview";
  box.id = "_preview";
  box.popover = "manual";
  let shown = null;
  let timer = 0;

  const origin = (link) => {
    const isHere = link.getAttribute("href").startsWith("#");
    if (isHere) {
      const from = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      // What stands beside its call already.
      return from?.matches(".note") && from.checkVisibility() ? null : from;
    }
    const known = [...document.querySelectorAll(".page-actors .actor-name")];
    return known.find((actor) => actor.href === link.href)?.closest("li");
  };

  const fill = (from) => {
    box.replaceChildren(...from.cloneNode(true).childNodes);
    box.lang = from.closest("[lang]").lang;
    for (const part of box.querySelectorAll(".note-back, .cited-at, .uses")) part.remove();
    for (const part of box.querySelectorAll("[hidden]")) part.hidden = false;
    for (const part of box.querySelectorAll("[id]")) part.removeAttribute("id");
  };

  const place = (link) => {
    const line = link.getClientRects()[0];
    const text = link.closest(".text")?.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    const gap = 8;
    const margin = text && innerWidth - text.right > width + 4 * gap && !link.matches(".actor");
    const left = margin ? text.right + 2 * gap : Math.min(line.left, innerWidth - width - 2 * gap);
    const fitsBelow = line.bottom + gap + height < innerHeight;
    const top = margin
      ? Math.min(line.top, innerHeight - height - gap)
      : fitsBelow ? line.bottom + gap : line.top - gap - height;
    box.style.left = `${Math.max(2 * gap, left)}px`;
    box.style.top = `${Math.max(gap, top)}px`;
  };

  const show = (link) => {
    const from = origin(link);
    if (!from || shown === link) return;
    hide();
    fill(from);
    if (!box.isConnected) document.body.append(box);
    box.showPopover();
    place(link);
    link.setAttribute("aria-describedby", box.id);
    shown = link;
  };

  const hide = () => {
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    shown = null;
    if (box.isConnected) box.hidePopover();
  };

  // The focus itself scrolls the page to what was out of sight: a preview stays with its link.
  const follow = () => {
    const line = shown?.matches(":focus-visible") && shown.getBoundingClientRect();
    if (line && line.bottom > 0 && line.top < innerHeight) place(shown);
    else hide();
  };

  // The mouse, under which the page may have moved, does not send away what the keyboard has shown.
  const leave = () => {
    if (!shown?.matches(":focus-visible")) hide();
  };

  const soon = (what, wait) => {
    clearTimeout(timer);
    timer = setTimeout(what, wait);
  };
  const link = ({ target }) => (target instanceof Element ? target.closest(LINKS) : null);
  const isInside = ({ target }) => target instanceof Element && target.closest("#_preview");

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    if (link(event)) soon(() => show(link(event)), 200);
    else if (isInside(event)) clearTimeout(timer);
    else soon(leave, 250);
  });
  document.addEventListener("focusin", (event) => {
    if (link(event)?.matches(":focus-visible")) show(link(event));
    else if (!isInside(event)) hide();
  });
  // A finger has nothing to hover with: its first touch shows what stands at the foot of the page.
  // Notes open in their place.
  let touched = false;
  document.addEventListener("pointerdown", ({ pointerType }) => {
    touched = pointerType === "touch";
  });
  document.addEventListener("click", (event) => {
    const at = link(event);
    if (touched && at && at !== shown && at.matches(".citation a") && origin(at)) {
      event.preventDefault();
      show(at);
    } else if (!isInside(event)) {
      hide();
    }
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") hide();
  });
  addEventListener("scroll", follow, { passive: true });
  document.addEventListener("liasse:morph", () => {
    shown = null;
  });
}

// Contents that follow the reader.

{
  let isDue = false;
  const follow = () => {
    isDue = false;
    const links = [...document.querySelectorAll(".contents a")];
    const isPast = (link) => {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      return heading && heading.getBoundingClientRect().top < innerHeight / 3;
    };
    const here = links.findLast(isPast);
    for (const link of links) {
      if (link === here) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  };
  const later = () => {
    if (!isDue) requestAnimationFrame(follow);
    isDue = true;
  };
  if (document.querySelector(".contents")) {
    addEventListener("scroll", later, { passive: true });
    document.addEventListener("liasse:morph", later);
    later();
  }
}

// Sharing: the reference of the page, or its address.

document.addEventListener("click", async ({ target }) => {
  if (!(target instanceof Element) || !target.matches(".cite button")) return;
  const said = target.closest(".cite").querySelector("output");
  const text = target.value === "address"
    ? document.querySelector("link[rel=canonical]")?.href ?? location.href
    : document.querySelector(".cite-as").innerText;
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = target.closest(".cite").dataset.copied;
  } catch {
    getSelection().selectAllChildren(document.querySelector(".cite-as"));
  }
});
