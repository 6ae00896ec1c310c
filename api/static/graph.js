// Draws what the tables say with cytoscape.js, in the place of the still picture. A click on a node makes it the
// centre; nodes and rows light up together.
"use strict";

const place = document.getElementById("graph");
const rows = new Map([...document.querySelectorAll("[data-node]")].map((row) => [row.dataset.node, row]));
const [WIDTH, HEIGHT] = [960, 660]; // what positions are told in
const SMALLEST = 9; // pixels of a letter
const SHAPES = { paper: "round-rectangle", method: "ellipse", dataset: "diamond", task: "triangle" };

if (window.cytoscape && rows.size) {
  draw();
}

function draw() {
  place.replaceChildren();
  const { clientWidth: width, clientHeight: height } = place;
  const turn = Math.sqrt((width * HEIGHT) / (height * WIDTH)); // the picture takes the shape of its place
  const cy = window.cytoscape({
    container: place,
    elements: [...rows.values()].flatMap((row) => elements(row, turn)),
    layout: { name: "preset", padding: 12 },
    minZoom: 0.4,
    maxZoom: 4,
    autounselectify: true,
    boxSelectionEnabled: false,
  });
  for (let pass = 0; pass < 3; pass += 1) { // larger names want more room, and the picture shrinks again
    cy.style(style(cy.zoom()));
    cy.fit(undefined, 12);
  }
  window.graph = cy; // for those who want to look closer, and for tests

  cy.on("mouseover", "node", (event) => light(cy, event.target.id(), true));
  cy.on("mouseout", "node", () => light(cy, null));
  place.addEventListener("mouseleave", () => light(cy, null)); // cytoscape.js does not see that the pointer left
  cy.on("tap", "node", (event) => recentre(event.target.id()));
  for (const [key, row] of rows) {
    row.addEventListener("mouseenter", () => light(cy, key));
    row.addEventListener("mouseleave", () => light(cy, null));
    row.addEventListener("focusin", () => light(cy, key));
    row.addEventListener("focusout", () => light(cy, null));
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy.style(style(cy.zoom())));
  offerPicture(cy);
}

function elements(row, turn) {
  const { node, look, x, y, radius } = row.dataset;
  const data = { id: node, look, label: row.querySelector(".label").textContent, size: 2 * radius };
  const edges = [...row.querySelectorAll("[data-edge]")].map(({ dataset }) => ({
    data: { id: `${node} ${dataset.edge}`, source: node, target: dataset.edge },
  }));
  const classes = row.querySelector(".centre") ? "" : "centre";
  return [{ data, classes, position: { x: x * turn, y: y / turn } }, ...edges];
}

// Names are legible also where the picture is small.
function style(zoom) {
  const size = Math.max(12, SMALLEST / zoom);
  const colours = getComputedStyle(document.documentElement);
  const colour = (name) => colours.getPropertyValue(`--${name}`).trim();
  const looks = Object.entries(SHAPES).map(([look, shape]) => ({
    selector: `node[look = "${look}"]`,
    style: { shape, "background-color": colour(look === "paper" ? "soft" : look) },
  }));
  return [
    {
      selector: "node",
      style: {
        width: "data(size)",
        height: "data(size)",
        label: "data(label)",
        color: colour("ink"),
        "font-size": size,
        "font-family": getComputedStyle(document.body).fontFamily,
        "text-valign": "bottom",
        "text-margin-y": 4,
        "text-wrap": "ellipsis",
        "text-max-width": 12.5 * size,
        "text-outline-color": colour("paper"),
        "text-outline-width": 2,
      },
    },
    ...looks,
    { selector: "node.centre", style: { "border-width": 3, "border-color": colour("ink"), "font-weight": "bold", "z-index": 1 } },
    { selector: "edge", style: { width: 1, "line-color": colour("line"), "curve-style": "haystack" } },
    { selector: ".dim", style: { opacity: 0.2 } },
    { selector: "node.lit", style: { "text-wrap": "none", "border-width": 3, "border-color": colour("link") } },
    { selector: "edge.lit", style: { width: 2, "line-color": colour("link") } },
  ];
}

// Lights up a node, its lines and its row, and dims what is not tied to it; null ends that.
function light(cy, key, follow = false) {
  cy.elements().removeClass("lit dim");
  rows.forEach((row) => row.classList.remove("lit"));
  if (key === null) {
    return;
  }
  const node = cy.getElementById(key);
  cy.elements().not(node.closedNeighborhood()).addClass("dim");
  node.union(node.connectedEdges()).addClass("lit");
  rows.get(key).classList.add("lit");
  if (follow) {
    rows.get(key).scrollIntoView({ block: "nearest" });
  }
}

function recentre(key) {
  const link = rows.get(key).querySelector(".centre");
  if (link) {
    location.assign(link.href);
  }
}

function offerPicture(cy) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Save as PNG";
  button.addEventListener("click", () => {
    const ground = getComputedStyle(document.documentElement).backgroundColor;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(cy.png({ output: "blob", full: true, scale: 2, bg: ground }));
    link.download = "concite.png";
    link.click();
    URL.revokeObjectURL(link.href);
  });
  document.getElementById("tools").append(button);
}
