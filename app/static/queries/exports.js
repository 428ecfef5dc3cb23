// My exports: ask how far the open ones are; when one has ended, show the page anew; what stands here has been seen.
import { maybe, one } from "../frame/dom.js";

/** @typedef {{ id: number, label: string, rows: string, share: number, state: string }} Job */

const OPEN = ["waiting", "running"];
const LONGEST = 10000;
const seen = maybe("form[data-seen]", HTMLFormElement);
const list = maybe("[data-exports]", HTMLElement);

if (seen) {
  fetch(seen.action, { method: "POST", body: new FormData(seen), credentials: "same-origin" }).then((answer) => {
    seen.hidden = answer.ok;
  }).catch(() => {});
}
if (list) {
  watch(list, 1000);
}

/**
 * @param {HTMLElement} jobs
 * @param {number} pause between two questions; grows with each answer
 * @param {number} [wait] before this one
 */
function watch(jobs, pause, wait = pause) {
  window.setTimeout(async () => {
    try {
      const answer = await fetch(jobs.dataset.exports || "", { credentials: "same-origin" });
      /** @type {{ jobs: Job[] }} */
      const told = await answer.json();
      if (told.jobs.some((job) => hasEnded(job, jobs))) {
        window.location.reload();
      } else {
        watch(jobs, Math.min(pause * 1.3, LONGEST));
      }
    } catch {
      watch(jobs, pause, LONGEST);
    }
  }, wait);
}

/**
 * Show how far a job is, and tell whether it has ended since the page was made.
 * @param {Job} job
 * @param {HTMLElement} jobs
 */
function hasEnded(job, jobs) {
  const row = maybe(`[data-export='${job.id}']`, HTMLElement, jobs);
  if (!row) {
    return false;
  }
  const bar = maybe("progress", HTMLProgressElement, row);
  one("[data-label]", HTMLElement, row).textContent = job.label;
  one("[data-rows]", HTMLElement, row).textContent = job.rows;
  if (bar) {
    bar.value = job.share;
  }
  return !OPEN.includes(job.state) && OPEN.includes(row.dataset.state || "");
}
