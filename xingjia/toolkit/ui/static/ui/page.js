// Small comforts; every page works without this file.
// `/` goes to the search; Escape or a click elsewhere closes an open menu.
const openMenus = () => document.querySelectorAll("details.xj-menu[open]");

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const menu of openMenus()) {
      const held = menu.contains(document.activeElement);
      menu.open = false;
      if (held) menu.querySelector("summary").focus();
    }
    return;
  }
  const typing = event.target.closest("input, select, textarea, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const search = document.querySelector(".xj-top > .xj-find input");
  if (search && search.offsetParent) {
    event.preventDefault();
    search.focus();
  }
});

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// A button that copies the text of a field; without this file the field can be selected by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  if (!field || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    const word = button.querySelector("[data-copied]");
    word.textContent = word.dataset.copied;
  });
}

// A button that prints the page; without this file the browser's own menu does.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// In a matrix the arrow keys go from cell to cell; without this file Tab does.
document.addEventListener("keydown", (event) => {
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  const cell = event.target.closest("[data-grid] td, [data-grid] tbody th");
  if (!cell || !steps[event.key]) return;
  const [down, right] = steps[event.key];
  const rows = cell.closest("table").tBodies[0].rows;
  const row = rows[cell.parentNode.sectionRowIndex + down];
  const link = row && row.cells[cell.cellIndex + right]?.querySelector("a");
  if (!link) return;
  event.preventDefault();
  link.focus();
});

// What nobody looked at has no photo: its button comes with the answer; without this file at once.
for (const shoot of document.querySelectorAll(".xj-lines > li > .xj-shoot")) {
  const answers = [...shoot.parentNode.querySelectorAll(".xj-yn input")];
  const follow = () => {
    shoot.hidden = !shoot.open && answers.some((one) => one.checked && !one.value);
  };
  for (const one of answers) one.addEventListener("change", follow);
  follow();
}
