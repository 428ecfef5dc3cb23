// The head of a form: titles, letterhead, languages in their order, destinations, number, mark, emblem, foot, origin.
import { one } from "../frame/dom.js";
import { button, editor, el, focusOn, input, order, page, pair, put, vocabulary, words } from "../formats/state.js";
import { condition } from "./conditions.js";
import { form, listOf, paperLanguages, say, textName } from "./model.js";
import { newText, textChooser } from "./texts.js";
import { worded } from "./worded.js";

/** @typedef {import("./model.js").Foot} Foot */

const COPIES = ["original", "copy", "second_original"];
const pane = one("[data-part=head] [data-items]", HTMLElement, page);
let openFoot = -1;

/** @param {string} focus */
function again(focus) {
  draw();
  focusOn(focus, pane);
}

function draw() {
  const own = form();
  const text = (/** @type {"form_no" | "scheme"} */ name) => (/** @type {string} */ value) => { own[name] = value; editor.changed(); };
  const said = (/** @type {"title" | "letterhead" | "number_label"} */ name, /** @type {string[] | undefined} */ shown = undefined) => worded({
    label: say[name], words: own[name], place: name, languages: shown,
    set: (all) => {
      own[name] = all;
      if (name === "number_label" && !Object.keys(all).length) {
        delete own[name];
      }
      editor.changed();
    },
  });
  pane.replaceChildren(
    section(say.paperSection, languages(), ...said("title", editor.languages()), ...said("letterhead"), ...said("number_label"), mark(),
      input({ label: say.emblem, kind: "tick", value: own.emblem !== false, place: "emblem", set: (on) => { if (on) { delete own.emblem; } else { own.emblem = false; } editor.changed(); } })),
    section(say.footSection, foot()),
    section(say.useSection,
      input({ label: editor.label("form_no"), value: own.form_no, set: text("form_no"), place: "form_no" }),
      input({ label: editor.label("scheme"), value: own.scheme, kind: "select", choices: vocabulary.schemes, set: text("scheme"), place: "scheme" }),
      destinations(), types()),
    section(say.aboutSection, ...about()));
}

/**
 * @param {string} title
 * @param {...(Node | null)} parts
 */
const section = (title, ...parts) => el("section", { class: "item", "aria-label": title }, el("header", {}, el("b", {}, title)), el("div", { class: "grid2" }, ...parts));

function languages() {
  const own = paperLanguages();
  const left = vocabulary.languages.filter(([code]) => !own.includes(code));
  return el("div", { class: "full sources", "data-place": "languages", tabindex: -1 }, el("b", {}, say.languages),
    el("ol", { class: "chips" }, ...own.map((code, number) => el("li", {}, el("span", {}, editor.language(code)), number === 0 ? el("small", {}, say.printedLarge) : null, order(own, number, `languages.${number}`, editor.language(code), () => draw())))),
    input({ label: say.addLanguage, value: "", kind: "select", choices: [pair("", words.choose), ...left], place: "languages.add", set: (code) => { own.push(code); editor.changed(); again("languages.add"); } }));
}

function destinations() {
  const own = form();
  const chosen = own.destinations || [];
  const name = (/** @type {string} */ code) => (vocabulary.countries.find(([known]) => known === code) || [code, code])[1];
  const write = (/** @type {string[]} */ codes) => { put(own, "destinations", codes.length ? codes : undefined); again("destinations.add"); };
  return el("div", { class: "full sources", "data-place": "destinations", tabindex: -1 }, el("b", {}, say.destinations),
    el("ul", { class: "chips" }, ...chosen.map((code) => el("li", {}, name(code), button("×", () => write(chosen.filter((one_) => one_ !== code)), { class: "btn txt mini", "aria-label": words.remove.replace("{name}", name(code)) })))),
    input({ label: say.addDestination, value: "", kind: "select", choices: [pair("", chosen.length ? words.choose : say.everywhere), ...vocabulary.countries.filter(([code]) => !chosen.includes(code))], place: "destinations.add", set: (code) => code && write([...chosen, code]) }));
}

function types() {
  const own = form();
  return el("fieldset", { class: "full", "data-place": "type_codes", tabindex: -1 }, el("legend", {}, editor.label("type_codes")), ...vocabulary.types.map(([code, text]) => input({
    label: `${code} ${text}`, kind: "tick", value: (own.type_codes || []).includes(code), place: `type_codes.${code}`,
    set: (/** @type {boolean} */ on) => {
      const chosen = new Set(own.type_codes || []);
      chosen[on ? "add" : "delete"](code);
      own.type_codes = vocabulary.types.map(([entry]) => entry).filter((entry) => chosen.has(entry));
      editor.changed();
    },
  })));
}

function mark() {
  const own = form();
  const value = own.mark === false ? "no" : typeof own.mark === "object" ? "own" : "yes";
  const turn = (/** @type {string} */ to) => {
    if (to === "yes") {
      delete own.mark;
    } else {
      own.mark = to === "no" ? false : Object.fromEntries(COPIES.map((kind) => [kind, {}]));
    }
    editor.changed();
    again("mark");
  };
  const kinds = typeof own.mark === "object" ? own.mark : null;
  return el("div", { class: "full grid2" },
    input({ label: say.mark, value, kind: "select", choices: [pair("yes", say.markYes), pair("own", say.markOwn), pair("no", say.markNo)], set: turn, place: "mark" }),
    ...(kinds ? COPIES.flatMap((kind) => worded({ label: say[kind === "copy" ? "copy_words" : kind], words: kinds[kind], place: `mark.${kind}`, set: (all) => { kinds[kind] = all; editor.changed(); } })) : []));
}

function foot() {
  const own = form();
  const items = own.foot || [];
  const write = (/** @type {string} */ focus) => { put(own, "foot", items.length ? items : undefined); again(focus); };
  const named = (/** @type {Foot} */ item) => (typeof item === "string" ? `@${item}` : item.text);
  const used = new Set(items.map(named));
  const free = listOf("texts").filter((text) => !used.has(`@${text.key}`)).map((text) => pair(`@${text.key}`, textName(`@${text.key}`)));
  const line = (/** @type {Foot} */ item, /** @type {number} */ number) => {
    const isOpen = openFoot === number;
    const turn = button(textName(named(item)), () => { openFoot = isOpen ? -1 : number; again(`foot.${number}.turn`); }, { class: "btn txt turn", "aria-expanded": String(isOpen), "data-focus": `foot.${number}.turn` });
    return el("li", { class: isOpen ? "on" : "", "data-place": `foot.${number}`, tabindex: -1 }, el("div", { class: "line" }, turn, order(items, number, `foot.${number}`, textName(named(item)), () => { openFoot = -1; write(""); })),
      isOpen ? el("div", { class: "grid2" }, ...footDetail(items, item, number, write)) : null);
  };
  return el("div", { class: "full", "data-place": "foot", tabindex: -1 }, el("ol", { class: "openlist" }, ...items.map(line)),
    input({
      label: say.addFoot, value: "", kind: "select", choices: [pair("", words.choose), pair("+", say.newText), ...free], place: "foot.add",
      set: (key) => { items.push((key === "+" ? newText() : key).slice(1)); openFoot = items.length - 1; editor.changed(); write(`foot.${items.length - 1}.text.words.${paperLanguages()[0]}`); },
    }));
}

/**
 * @param {Foot[]} items
 * @param {Foot} item
 * @param {number} number
 * @param {(focus: string) => void} write
 */
function footDetail(items, item, number, write) {
  const owner = typeof item === "string" ? { text: `@${item}` } : { ...item };
  const kept = () => {
    items[number] = owner.when ? owner : owner.text.slice(1);
    editor.changed();
    write("");
  };
  return [
    ...textChooser({ label: say.boxText, value: owner.text, place: `foot.${number}.text`, set: (named) => { owner.text = named; kept(); }, line: () => {} }),
    condition(/** @type {{ text: string, when?: import("./model.js").When }} */ (owner), "when", `foot.${number}`, kept),
  ];
}

function about() {
  const own = form();
  const said = own.about || {};
  const set = (/** @type {string} */ name) => (/** @type {string} */ value) => {
    const next = Object.fromEntries(Object.entries({ state: "abridged", ...own.about, [name]: value }).filter(([, text]) => text));
    put(own, "about", Object.keys(next).length > 1 ? next : undefined);
  };
  const plain = (/** @type {string} */ name) => input({ label: say[name], value: said[name], set: set(name), place: `about.${name}` });
  return [plain("source"), plain("url"), plain("date"),
    input({ label: say.state, value: said.state || "abridged", kind: "select", choices: [pair("official", say.official), pair("abridged", say.abridged)], set: set("state"), place: "about.state" }), plain("note")];
}

editor.parts.head = draw;
