// The reader's choice of light or dark, before the page is first drawn, so that nothing flashes.
// The browser forgets it with the tab.
"use strict";

const looks = {
  get chosen() {
    try {
      return sessionStorage.getItem("looks") ?? "";
    } catch {
      return "";
    }
  },
  set chosen(value) {
    try {
      sessionStorage.setItem("looks", value);
    } catch {
      // Where nothing may be stored the choice holds for this page.
    }
    this.apply(value);
  },
  apply(value = this.chosen) {
    if (value) document.documentElement.dataset.looks = value;
    else delete document.documentElement.dataset.looks;
  },
};

looks.apply();
document.addEventListener("liasse:morph", () => looks.apply());
