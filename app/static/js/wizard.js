// The wizard's form: saves by itself, keeps what is typed through lost sessions and dead servers, merges what others saved.
(function () {
  "use strict";

  const form = document.getElementById("wizard");
  const words = JSON.parse(document.getElementById("words").textContent);
  const { flat, theirsOf, put, count, label } = window.wizardForm;
  const { say, show, drop, closer, askWhich } = window.wizardNotes;
  const { showErrors, showSources, showCounts } = window.wizardErrors;
  const missing = form.querySelector("[data-missing]");
  const grids = window.wizardGrids || {};
  const SHORT = 400;
  const AFTER_TYPING = 2500;
  const AT_MOST = 4500;
  const RETRY_MOST = 10000;

  let version = form.elements.version.value;
  let token = form.elements.csrf_token.value;
  let base = flat();
  let timer = 0;
  let firstChange = 0;
  let isSaving = false;
  let isAgain = false;
  let isHeld = false; // a conflict waits for an answer, or the document cannot be changed any more
  let isLeaving = false;
  let failures = 0;
  const touched = new Set();

  isChanged();
  restore();

  form.addEventListener("input", (event) => typed(event.target, false));
  form.addEventListener("change", (event) => typed(event.target, true));
  form.addEventListener("focusout", () => isChanged() && plan(SHORT));
  form.addEventListener("rows:changed", () => typed(null, true));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      keepLocally();
      save();
    }
  });
  window.addEventListener("pagehide", keepLocally);
  window.addEventListener("focus", () => failures && plan(0));
  window.addEventListener("online", () => plan(0));
  document.addEventListener("sheet:wanted", () => isChanged() && plan(0));

  form.addEventListener("submit", () => {
    isLeaving = true;
    window.clearTimeout(timer);
    form.elements.version.value = version;
    form.elements.csrf_token.value = token;
    Object.values(grids).forEach((grid) => { grid.store.value = grid.leaving(); });
    if (isChanged()) {
      window.wizardLocal.keep(form, { version, base, data: flat(), isSubmitted: true });
    }
  });
  window.addEventListener("pageshow", () => { isLeaving = false; });

  form.querySelectorAll("[data-after-save]").forEach((link) => link.addEventListener("click", (event) => {
    if (isChanged()) {
      event.preventDefault();
      const page = window.open("about:blank");
      save().then(() => { page.location = link.href; });
    }
  }));

  function typed(part, isDone) {
    if (part && part.name) {
      touched.add(part.name);
      count(part);
    }
    if (!isChanged()) {
      return;
    }
    firstChange = firstChange || Date.now();
    say(words.typing);
    keepLocally();
    plan(isDone ? SHORT : Math.max(0, Math.min(AFTER_TYPING, firstChange + AT_MOST - Date.now())));
  }

  function plan(wait) {
    window.clearTimeout(timer);
    timer = window.setTimeout(save, wait);
  }

  async function save() {
    window.clearTimeout(timer);
    if (isHeld || isLeaving || !isChanged()) {
      return;
    }
    if (isSaving) {
      isAgain = true;
      return;
    }
    isSaving = true;
    const data = flat();
    firstChange = 0;
    say(words.saving);
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST", body: body(), credentials: "same-origin", keepalive: document.visibilityState === "hidden",
        headers: { Accept: "application/json" },
      });
      await hear(answer, data);
    } catch (error) {
      offline();
    } finally {
      isSaving = false;
      if (isAgain) {
        isAgain = false;
        plan(SHORT);
      }
    }
  }

  function body() {
    Object.values(grids).forEach((grid) => { grid.store.value = grid.leaving(); });
    const sent = new URLSearchParams(new FormData(form));
    sent.set("version", version);
    sent.set("csrf_token", token);
    return sent;
  }

  async function hear(answer, data) {
    const told = await answer.json().catch(() => ({}));
    if (answer.ok) {
      arrived(told, data);
    } else if (answer.status === 409 && told.version) {
      adopt(told);
      merge(base, data, theirsOf(told));
    } else if (answer.status === 409) {
      isHeld = true;
      stop(told);
    } else if (answer.status === 422 || answer.status === 413) {
      stop(told);
      showErrors(told.errors || [], touched);
    } else if ([400, 401, 403].includes(answer.status)) {
      await askState();
    } else {
      offline();
    }
  }

  function arrived(told, data) {
    failures = 0;
    base = data;
    adopt(told);
    Object.values(grids).forEach((grid) => grid.arrived());
    const sub = form.elements.sub_certificate_no;
    if (sub.value === data.sub_certificate_no && sub.value !== told.sub_certificate_no && !touched.has("sub_certificate_no")) {
      sub.value = told.sub_certificate_no;
      base.sub_certificate_no = told.sub_certificate_no;
    }
    drop("offline");
    drop("stopped");
    drop("session");
    say(words.saved.replace("{time}", told.saved_at));
    missing.textContent = told.missing ? words.missing.replace("{count}", told.missing) : words.complete;
    showErrors(told.errors, touched);
    showSources(told.sources);
    showCounts(told.documents);
    if (isChanged()) {
      keepLocally();
      plan(AFTER_TYPING);
    } else {
      window.wizardLocal.forget(form);
    }
    if (window.wizardSheet) {
      window.wizardSheet.refresh(told.saved_at);
    }
  }

  function adopt(told) {
    version = told.version;
    token = told.csrf_token || token;
    form.elements.version.value = version;
    form.elements.csrf_token.value = token;
  }

  // The session may have ended, or begun anew in another tab: ask, and go on when somebody is logged in.
  async function askState() {
    const answer = await fetch(form.dataset.state, { credentials: "same-origin", headers: { Accept: "application/json" } });
    if (answer.ok) {
      const told = await answer.json();
      const isFirst = token !== told.csrf_token;
      token = told.csrf_token;
      drop("session");
      if (isFirst) {
        plan(0);
      } else {
        offline();
      }
      return;
    }
    failures += 1;
    keepLocally();
    say(words.typing);
    const link = document.createElement("a");
    link.href = `/login/?next=${encodeURIComponent(window.location.pathname)}`;
    link.target = "_blank";
    link.textContent = words.logIn;
    show("session", "bad", words.loggedOut, [link]);
    plan(RETRY_MOST);
  }

  function offline() {
    failures += 1;
    keepLocally();
    say(words.typing);
    show("offline", "warn", words.offline, []);
    plan(Math.min(RETRY_MOST, 1000 * 2 ** Math.min(failures, 4)));
  }

  function stop(told) {
    keepLocally();
    say(words.typing);
    show("stopped", "bad", words.stopped.replace("{reason}", (told.error && told.error.message) || ""), []);
  }

  // --- what others saved ---

  // Takes over what only the other changed; asks where both changed the same entry.
  function merge(before, mine, theirs) {
    const merged = [];
    const both = [];
    Object.keys({ ...mine, ...theirs }).forEach((name) => {
      const [old, own, other] = [before[name] || "", mine[name] || "", theirs[name]];
      if (other === undefined || other === own) {
        return;
      }
      if (own === old) {
        put(name, other);
        merged.push(label(name));
      } else if (other !== old) {
        both.push({ name, own, other });
      }
    });
    base = { ...mine, ...theirs };
    isHeld = both.length > 0;
    isChanged();
    if (merged.length) {
      show("merged", "info", words.merged.replace("{fields}", Array.from(new Set(merged)).join(" · ")), [closer("merged")]);
    }
    if (both.length) {
      askWhich(both, { keep: () => decide(), take: () => decide(both) });
    } else {
      plan(0);
    }
  }

  function decide(theirs) {
    (theirs || []).forEach((item) => put(item.name, item.other));
    isHeld = false;
    drop("conflict");
    if (isChanged()) {
      plan(0);
    } else {
      window.wizardLocal.forget(form);
    }
  }

  function restore() {
    const copy = window.wizardLocal.found(form);
    if (!copy || (copy.isSubmitted && copy.version !== version)) {
      window.wizardLocal.forget(form);
      return;
    }
    const now = flat();
    if (Object.keys(copy.data).every((name) => (copy.data[name] || "") === (now[name] || ""))) {
      window.wizardLocal.forget(form);
      return;
    }
    window.setTimeout(() => {
      const kept = { ...now, ...copy.data };
      Object.keys(copy.data).forEach((name) => {
        if ((copy.data[name] || "") !== (copy.base[name] || "")) {
          put(name, copy.data[name]);
        } else {
          kept[name] = copy.base[name];
        }
      });
      show("restored", "info", words.restored, [closer("restored")]);
      merge(copy.base, kept, now);
    });
  }

  function isChanged() {
    const now = flat();
    const found = Object.keys(now).some((name) => (now[name] || "") !== (base[name] || ""));
    form.dataset.kept = found || isHeld ? "no" : "yes";
    return found;
  }

  function keepLocally() {
    if (!isLeaving && isChanged()) {
      window.wizardLocal.keep(form, { version, base, data: flat() });
    }
  }
})();
