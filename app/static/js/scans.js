// New scans: files chosen or dropped are listed with their numbers and sent one by one, each with its progress.
(function () {
  "use strict";

  const form = document.querySelector("[data-scans]");
  if (!form || !window.FormData || !window.XMLHttpRequest) {
    return;
  }
  const words = form.dataset;
  const common = form.elements.namedItem("document_no");
  const chooser = form.elements.namedItem("files");
  const list = form.querySelector(".uploads");
  const sum = form.querySelector(".sum");
  const place = form.querySelector(".drop-here");
  const save = form.querySelector("button.pri");
  const items = [];
  let busy = false;

  place.hidden = false;
  chooser.addEventListener("change", () => {
    add(chooser.files);
    chooser.value = "";
  });
  common.addEventListener("input", () => items.forEach((item) => {
    if (!item.touched && !item.done) {
      item.number.value = numberOf(item.file);
    }
  }));

  ["dragenter", "dragover"].forEach((name) => form.addEventListener(name, (event) => {
    event.preventDefault();
    form.classList.add("over");
  }));
  ["dragleave", "drop"].forEach((name) => form.addEventListener(name, (event) => {
    event.preventDefault();
    if (name === "drop" || !form.contains(event.relatedTarget)) {
      form.classList.remove("over");
    }
  }));
  form.addEventListener("drop", (event) => add(event.dataTransfer.files));

  form.addEventListener("submit", (event) => {
    if (!items.length) {
      return; // the server says that a file is missing
    }
    event.preventDefault();
    if (!busy) {
      sendAll();
    }
  });

  window.addEventListener("beforeunload", (event) => {
    if (busy) {
      event.preventDefault();
      event.returnValue = "";
    }
  });

  function add(files) {
    Array.from(files || []).forEach((file) => {
      const item = { file, done: false, touched: false, row: document.createElement("li") };
      const name = part("div", "name", file.name);
      name.appendChild(part("small", "", size(file.size)));
      item.number = document.createElement("input");
      item.number.dir = "ltr";
      item.number.maxLength = 40;
      item.number.value = numberOf(file);
      item.number.setAttribute("aria-label", words.number + " " + file.name);
      item.number.addEventListener("input", () => { item.touched = true; });
      const state = part("div", "state", "");
      item.bar = document.createElement("progress");
      item.bar.max = 100;
      item.bar.value = 0;
      item.bar.hidden = true;
      item.bar.setAttribute("aria-label", words.sending + " " + file.name);
      item.word = part("div", "word", words.waiting);
      state.append(item.bar, item.word);
      item.leave = part("button", "btn txt", words.remove);
      item.leave.type = "button";
      item.leave.setAttribute("aria-label", words.remove + " " + file.name);
      item.leave.addEventListener("click", () => leaveOut(item));
      item.row.append(name, item.number, state, item.leave);
      list.appendChild(item.row);
      items.push(item);
      if (file.size > Number(words.maxBytes)) {
        refuse(item, words.tooLarge);
        item.hopeless = true;
      }
    });
    list.hidden = !items.length;
  }

  function leaveOut(item) {
    items.splice(items.indexOf(item), 1);
    item.row.remove();
    list.hidden = !items.length;
    chooser.focus();
  }

  function sendAll() {
    const waiting = items.filter((item) => !item.done && !item.hopeless);
    busy = true;
    save.disabled = true;
    waiting.reduce((before, item) => before.then(() => send(item)), Promise.resolve()).then(() => {
      busy = false;
      save.disabled = false;
      sum.hidden = false;
      sum.textContent = words.summary
        .replace("{done}", String(items.filter((item) => item.done).length))
        .replace("{all}", String(items.length));
    });
  }

  function send(item) {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      const data = new FormData();
      data.append("csrf_token", form.elements.namedItem("csrf_token").value);
      data.append("document_no", item.number.value);
      data.append("files", item.file, item.file.name);
      item.row.className = "";
      item.bar.hidden = false;
      item.word.textContent = words.sending;
      item.leave.hidden = true;
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) {
          item.bar.value = (100 * event.loaded) / event.total;
        }
      });
      request.upload.addEventListener("load", () => {
        item.bar.removeAttribute("value");
        item.word.textContent = words.checking;
      });
      request.addEventListener("loadend", () => {
        item.bar.hidden = true;
        answered(item, request);
        resolve();
      });
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/json");
      request.send(data);
    });
  }

  function answered(item, request) {
    const told = read(request.responseText);
    if (request.status === 200 && told && told.results) {
      const result = told.results[0];
      if (result.is_done) {
        keep(item, result);
      } else {
        refuse(item, result.words);
      }
    } else if (told && told.error) {
      refuse(item, told.error.code === "session_ended" || request.status === 401 ? words.ended : told.error.message);
    } else {
      refuse(item, words.failed);
    }
  }

  function keep(item, result) {
    item.done = true;
    item.row.className = "ok";
    item.number.value = result.number;
    item.number.readOnly = true;
    item.leave.hidden = true;
    item.word.textContent = result.words + " ";
    const link = part("a", "", item.file.name);
    link.href = result.url;
    item.word.appendChild(link);
  }

  function refuse(item, why) {
    item.row.className = "bad";
    item.leave.hidden = false;
    item.word.textContent = words.refused + ": " + why;
  }

  function numberOf(file) {
    if (common.value.trim()) {
      return common.value.trim();
    }
    const stem = file.name.replace(/\.[^.]*$/, "").toUpperCase();
    return /^[0-9A-Z-]{6,32}$/.test(stem) && /[0-9]/.test(stem) ? stem : "";
  }

  function size(bytes) {
    return bytes < 1048576 ? Math.max(1, Math.round(bytes / 1024)) + " kB" : (bytes / 1048576).toFixed(1) + " MB";
  }

  function part(tag, name, text) {
    const made = document.createElement(tag);
    made.className = name;
    made.textContent = text;
    return made;
  }

  function read(text) {
    try {
      return JSON.parse(text);
    } catch (error) {
      return null;
    }
  }
})();
