// My exports: ask how far the open ones are; when one has ended, show the page anew; what stands here has been seen.
(function () {
  "use strict";

  const seen = document.querySelector("form[data-seen]");
  if (seen) {
    fetch(seen.action, { method: "POST", body: new FormData(seen), credentials: "same-origin" }).then((answer) => {
      seen.hidden = answer.ok;
    }).catch(() => {});
  }

  const list = document.querySelector("[data-exports]");
  if (!list) {
    return;
  }
  let pause = 1000;
  window.setTimeout(ask, pause);

  function ask() {
    fetch(list.dataset.exports, { credentials: "same-origin" }).then((answer) => answer.json()).then((answer) => {
      const hasEnded = answer.jobs.some(show);
      if (hasEnded) {
        window.location.reload();
        return;
      }
      pause = Math.min(pause * 1.3, 10000);
      window.setTimeout(ask, pause);
    }).catch(() => window.setTimeout(ask, 10000));
  }

  function show(job) {
    const row = list.querySelector("[data-export='" + job.id + "']");
    if (!row) {
      return false;
    }
    const bar = row.querySelector("progress");
    row.querySelector("[data-label]").textContent = job.label;
    row.querySelector("[data-rows]").textContent = job.rows;
    if (bar) {
      bar.value = job.share;
    }
    const isOpen = job.state === "waiting" || job.state === "running";
    return !isOpen && (row.dataset.state === "waiting" || row.dataset.state === "running");
  }
})();
