// Shows new requests as they arrive, as long as the box is ticked and the page is seen.
"use strict";

(() => {
  const list = document.getElementById("requests");
  const live = document.getElementById("live");
  if (!list || !live) {
    return; // an earlier page: nothing arrives there
  }
  const EVERY = 2000;
  const MOST = 200;
  const arrived = document.getElementById("arrived");
  for (const element of document.querySelectorAll(".plain-only")) {
    element.hidden = true;
    element.querySelector("select").disabled = true;
  }
  live.closest("p").hidden = false;
  const filters = new URLSearchParams(location.search);
  let latest = Number(list.dataset.latest);

  const say = (text) => {
    if (arrived.textContent !== text) {
      arrived.textContent = text;
    }
  };

  const add = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const rows = [...page.querySelectorAll("li.request")];
    if (rows.length === 0) {
      return;
    }
    latest = Number(rows[0].dataset.id);
    list.prepend(...rows);
    document.getElementById("none")?.remove();
    // The oldest go, but not one that somebody reads.
    const old = [...list.children].slice(MOST);
    old.filter((row) => !row.querySelector("details[open]") && !row.contains(document.activeElement))
      .forEach((row) => row.remove());
    say(rows.length === 1 ? "One new request" : `${rows.length} new requests`);
  };

  const ask = async () => {
    if (!live.checked || document.hidden) {
      return;
    }
    const query = new URLSearchParams({ after: latest });
    for (const name of ["method", "status", "refused"]) {
      if (filters.get(name)) {
        query.set(name, filters.get(name));
      }
    }
    try {
      const answer = await fetch(`${list.dataset.newer}?${query}`, { credentials: "same-origin" });
      if (!answer.ok) {
        live.checked = false;
        say("The server shows no more requests here: refresh the page.");
        return;
      }
      add(await answer.text());
    } catch {
      say("The server does not answer; trying again.");
    }
  };

  const again = async () => {
    await ask();
    setTimeout(again, EVERY);
  };
  setTimeout(again, EVERY);
})();
