// Dragging with the pointer, by mouse, pen or finger: a grip takes an item of a list to another place of it.

/**
 * Let the grips of a list drag its items.
 * @param {HTMLElement} list its items carry `data-drag` with their path, their grips `data-grip`
 * @param {(from: string, to: string, isAfter: boolean) => void} drop
 */
export function drags(list, drop) {
  list.addEventListener("pointerdown", (event) => {
    const grip = event.target instanceof Element ? event.target.closest("[data-grip]") : null;
    const item = grip && grip.closest("[data-drag]");
    if (!(item instanceof HTMLElement) || !(grip instanceof HTMLElement) || event.button !== 0) {
      return;
    }
    event.preventDefault();
    grip.setPointerCapture(event.pointerId);
    item.classList.add("dragged");
    follow(list, grip, item, drop);
  });
}

/**
 * @param {HTMLElement} list
 * @param {HTMLElement} grip
 * @param {HTMLElement} item
 * @param {(from: string, to: string, isAfter: boolean) => void} drop
 */
function follow(list, grip, item, drop) {
  /** @type {HTMLElement | null} */
  let over = null;
  let isAfter = false;
  const ended = new AbortController();
  const { signal } = ended;

  const clear = () => list.querySelectorAll(".before, .after").forEach((one) => one.classList.remove("before", "after"));
  const end = () => {
    clear();
    item.classList.remove("dragged");
    ended.abort();
  };
  grip.addEventListener("pointermove", (event) => {
    const under = document.elementFromPoint(event.clientX, event.clientY);
    const found = under && list.contains(under) ? under.closest("[data-drag]") : null;
    clear();
    over = found instanceof HTMLElement && found !== item ? found : null;
    if (over) {
      const box = over.getBoundingClientRect();
      isAfter = event.clientY > box.top + box.height / 2;
      over.classList.add(isAfter ? "after" : "before");
    }
  }, { signal });
  grip.addEventListener("pointerup", () => {
    end();
    if (over) {
      drop(item.dataset.drag || "", over.dataset.drag || "", isAfter);
    }
  }, { signal });
  grip.addEventListener("pointercancel", end, { signal });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      end();
    }
  }, { signal });
}
