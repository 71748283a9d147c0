// The buttons that copy: shown here, since without scripts they would do nothing.
"use strict";

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    const told = document.getElementById("copied");
    try {
      await navigator.clipboard.writeText(source.textContent);
      told.textContent = `Copied: ${button.textContent.replace("Copy", "").trim()}`;
    } catch {
      // By plain http from another machine there is no clipboard: the text is marked, and the keyboard copies it.
      getSelection().selectAllChildren(source);
      told.textContent = "Marked: press Ctrl+C to copy";
    }
    button.classList.add("done");
    setTimeout(() => button.classList.remove("done"), 2000);
  });
}
