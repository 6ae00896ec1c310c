// "/" goes to the search box, Escape leaves it. Pages work without this.
"use strict";

document.addEventListener("keydown", (event) => {
  const box = document.querySelector("[data-search]");
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
  if (!box || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (event.key === "/" && !typing) {
    event.preventDefault();
    box.focus();
    box.select();
  } else if (event.key === "Escape" && event.target === box) {
    box.blur();
  }
});
