// The search box: "/" goes to it, Escape leaves it, and it completes what is typed (a combobox as in the ARIA
// Authoring Practices). Pages work without this.
"use strict";

const PATIENCE = 120; // milliseconds after the last key
const MOST = 6; // of papers and of concepts

const box = document.querySelector("[data-search]");

document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
  if (box && event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    box.focus();
    box.select();
  }
});

if (box) {
  complete(box);
}

function complete(input) {
  const list = document.createElement("ul");
  list.id = "found";
  list.className = "found";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Found");
  input.after(list);
  input.autocomplete = "off";
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id]]) {
    input.setAttribute(name, value);
  }
  close();

  let timer = 0;
  let asking = new AbortController();

  input.addEventListener("input", () => {
    stop();
    if (input.value.trim()) {
      timer = setTimeout(ask, PATIENCE, input.value.trim());
    } else {
      close();
    }
  });
  input.addEventListener("blur", () => {
    stop();
    close();
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) {
      return;
    }
    if (event.key === "Escape") {
      event.preventDefault(); // would empty the box
      if (list.hidden) {
        input.blur();
      }
      stop();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list.hidden) {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && active()) {
      event.preventDefault();
      go(active());
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the focus in the box
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) {
      go(option);
    }
  });

  function stop() {
    clearTimeout(timer);
    asking.abort();
  }

  async function ask(words) {
    asking = new AbortController();
    try {
      const query = new URLSearchParams({ q: words, limit: MOST });
      const response = await fetch(`/v1/search?${query}`, { signal: asking.signal });
      if (response.ok) {
        show(await response.json());
      }
    } catch (error) {
      if (error.name !== "AbortError") {
        close(); // the form is still there
      }
    }
  }

  function show(found) {
    const concepts = found.concepts.map((one) =>
      option(`/concepts/${encodeURIComponent(one.id)}`, one.name, `${one.type}, ${count(one.papers)}`, one.type),
    );
    const papers = found.papers.map((one) =>
      option(`/papers/${encodeURIComponent(one.id)}`, one.title || one.id, one.year ? `Paper, ${one.year}` : "Paper"),
    );
    list.replaceChildren(...concepts, ...papers);
    list.childNodes.forEach((one, at) => {
      one.id = `found-${at}`;
    });
    mark(null);
    const any = list.childElementCount > 0;
    list.hidden = !any;
    input.setAttribute("aria-expanded", String(any));
  }

  function close() {
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function option(address, name, about, kind) {
    const row = document.createElement("li");
    row.setAttribute("role", "option");
    row.dataset.address = address;
    const label = document.createElement("span");
    label.textContent = name;
    label.className = kind ? `chip ${kind.toLowerCase()}` : "";
    const meta = document.createElement("span");
    meta.className = "meta";
    meta.textContent = about;
    row.append(label, " ", meta);
    return row;
  }

  function active() {
    return list.querySelector("[aria-selected=true]");
  }

  function move(step) {
    const rows = [...list.children];
    const at = rows.indexOf(active()) + step;
    mark(rows[at < -1 ? rows.length - 1 : at] ?? null); // beyond the ends lies the box itself
  }

  function mark(chosen) {
    for (const row of list.children) {
      row.setAttribute("aria-selected", String(row === chosen));
    }
    if (chosen) {
      input.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function go(option) {
    location.assign(option.dataset.address);
  }
}

function count(papers) {
  return papers === 1 ? "1 paper" : `${papers.toLocaleString("en")} papers`;
}
