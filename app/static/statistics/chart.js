// The chart of cloud issuance, drawn from the page's own data table; follows the theme, saves itself as a picture.
import { all, maybe, one } from "../frame/dom.js";

const ROW_HEIGHT = 64;
const TITLE = 56;
const area = one("#chart", HTMLElement);
const counts = one("#counts", HTMLElement);
const isRightToLeft = document.documentElement.dir === "rtl";
const series = all("th[data-measure]", HTMLElement, counts).map((head) => (head.textContent || "").trim());
const offices = all("tbody tr", HTMLElement, counts).map((row) => ({
  name: row.dataset.name || "",
  cells: all("td[data-now]", HTMLElement, row),
}));
const hasBefore = counts.querySelector("td.p") !== null;
area.style.height = `${Math.max(320, offices.length * ROW_HEIGHT + 110)}px`;
const chart = echarts.init(area, null, { renderer: "canvas" });

/** @param {string} name */
function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** @param {string | number | undefined} count */
function written(count) {
  return Number(count).toLocaleString(document.documentElement.lang);
}

/**
 * @param {string} label
 * @param {number} place
 */
function bars(label, place) {
  const fill = [colour("--brand"), colour("--accent"), colour("--card")][place];
  return {
    name: label,
    type: "bar",
    barGap: "15%",
    barMaxWidth: 13,
    data: offices.map((office) => Number(office.cells[place].dataset.now)),
    itemStyle: { color: fill, borderColor: place === 2 ? colour("--ink-3") : fill, borderWidth: 1 },
    label: {
      show: true,
      position: isRightToLeft ? "left" : "right",
      color: colour("--ink-2"),
      formatter: (/** @type {{ value: number }} */ point) => written(point.value),
    },
    emphasis: { disabled: true },
  };
}

/** @param {{ dataIndex: number, seriesIndex: number, seriesName: string, value: number }[]} points */
function tooltip(points) {
  const office = offices[points[0].dataIndex];
  const lines = points.map((point) => {
    const before = office.cells[point.seriesIndex].dataset.before;
    const tail = hasBefore ? ` · ${area.dataset.before} ${written(before)}` : "";
    return echarts.format.encodeHTML(`${point.seriesName} ${written(point.value)}${tail}`);
  });
  return [`<bdi>${echarts.format.encodeHTML(office.name)}</bdi>`, ...lines].join("<br>");
}

/** @param {number} title height of the title, 0 for none */
function options(title) {
  const text = { color: colour("--ink-2"), fontFamily: getComputedStyle(document.body).fontFamily };
  return {
    animation: false,
    backgroundColor: colour("--card"),
    textStyle: text,
    title: title ? { text: area.dataset.name, subtext: area.dataset.period, left: "center", top: 8, textStyle: { ...text, color: colour("--ink") }, subtextStyle: text } : undefined,
    legend: { top: 4 + title, textStyle: text, data: isRightToLeft ? series.slice().reverse() : series, align: isRightToLeft ? "right" : "left" },
    tooltip: {
      trigger: "axis",
      axisPointer: { type: "shadow" },
      backgroundColor: colour("--card"),
      borderColor: colour("--line"),
      textStyle: { color: colour("--ink") },
      extraCssText: isRightToLeft ? "direction: rtl; text-align: right;" : "",
      confine: true,
      formatter: tooltip,
    },
    grid: { left: isRightToLeft ? 60 : 12, right: isRightToLeft ? 12 : 60, top: (window.innerWidth < 640 ? 96 : 44) + title, bottom: 12, containLabel: true },
    xAxis: {
      type: "value",
      minInterval: 1,
      inverse: isRightToLeft,
      axisLabel: { color: colour("--ink-2"), hideOverlap: true, formatter: written },
      splitLine: { lineStyle: { color: colour("--line") } },
    },
    yAxis: {
      type: "category",
      inverse: true,
      position: isRightToLeft ? "right" : "left",
      data: offices.map((office) => office.name),
      axisLabel: { color: colour("--ink"), width: window.innerWidth < 640 ? 80 : 150, overflow: "break" },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colour("--line") } },
    },
    series: series.map(bars),
  };
}

function draw() {
  chart.setOption(options(0), true);
}

// A picture stands alone in a report: it says what it shows, and of which days.
function picture() {
  chart.resize({ height: area.clientHeight + TITLE });
  chart.setOption(options(TITLE), true);
  const address = chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: colour("--card") });
  chart.resize({ height: "auto" });
  draw();
  return address;
}

draw();
window.addEventListener("resize", () => {
  chart.resize();
  draw();
});
new MutationObserver(() => draw()).observe(document.documentElement, { attributes: true });
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => draw());

const save = maybe("#save-picture", HTMLElement);
if (save) {
  save.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = picture();
    link.download = `${area.dataset.name}.png`;
    link.click();
  });
}
