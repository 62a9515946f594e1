// The score sheet: <form data-score>, each criterion a [data-criterion] with its maximum, weight and bounds of comments.
// Steps up and down, the weighted total while it is written, where a comment is owed, Ctrl+S and Ctrl+Enter; the way between
// file and sheet on a narrow screen. What is wrong is told by the server (autosave.js, event "autosaved").
const form = document.querySelector("form[data-score]");
if (form) {
  const criteria = Array.from(form.querySelectorAll("[data-criterion]"));
  const number = (criterion) => criterion.querySelector("input[type=number]");
  const total = form.querySelector("[data-score-total]"), done = form.querySelector("[data-score-done]");
  // Exact: hundredths as whole numbers, one fraction, rounded half to even at the fourth place as on the server.
  const hundredths = (words) => {
    const found = /^(\d{1,6})(?:\.(\d{1,2})0*)?$/.exec(words.trim());
    return found ? BigInt(found[1]) * 100n + BigInt((found[2] || "").padEnd(2, "0")) : null;
  };
  const weighed = () => {
    let above = 0n, below = 1n, count = 0;
    criteria.forEach((criterion) => {
      const points = hundredths(number(criterion).value), maximum = hundredths(criterion.dataset.maximum);
      if (points === null || points > maximum) return;
      count += 1;
      const weight = hundredths(criterion.dataset.weight);
      above = above * maximum * 100n + points * weight * below;
      below = below * maximum * 100n;
    });
    const scaled = above * 10000n, whole = scaled / below, twice = (scaled % below) * 2n;
    const rounded = whole + (twice > below || (twice === below && whole % 2n) ? 1n : 0n);
    return [`${rounded / 10000n}.${String(rounded % 10000n).padStart(4, "0")}`, count];
  };
  const look = () => {
    const [sum, count] = weighed();
    total.textContent = count ? sum : "—";
    done.textContent = count;
    criteria.forEach((criterion) => {
      const points = hundredths(number(criterion).value), maximum = hundredths(criterion.dataset.maximum);
      const share = points === null ? null : points * 10000n;
      const owed = share !== null && points <= maximum
        && (share < hundredths(criterion.dataset.below) * maximum || share > hundredths(criterion.dataset.above) * maximum)
        && !criterion.querySelector("textarea").value.trim();
      criterion.querySelector("[data-due]").hidden = !owed;
    });
  };
  // Each change has its number, so that a request that was overtaken on the way changes nothing.
  form.addEventListener("input", () => { form.elements.stroke.value = Number(form.elements.stroke.value) + 1; look(); });
  form.querySelectorAll("[data-step]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const field = number(button.closest("[data-criterion]")), step = Number(field.step), most = Number(field.max);
      const now = field.value === "" ? (button.dataset.step === "1" ? 0 : most) : Number(field.value);
      const next = field.value === "" && button.dataset.step === "-1" ? most : now + step * Number(button.dataset.step);
      field.value = String(Math.round(Math.min(most, Math.max(0, next)) * 100) / 100);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });
  form.addEventListener("autosaved", (event) => {
    const faults = event.detail.faults || {};
    form.querySelectorAll("[data-fault]").forEach((box) => {
      const words = faults[box.dataset.fault] || "";
      box.replaceChildren();
      if (words) { const told = document.createElement("p"); told.className = "field-error"; told.textContent = words; box.append(told); }
      const field = form.elements[box.dataset.fault];
      if (words) field.setAttribute("aria-invalid", "true"); else field.removeAttribute("aria-invalid");
    });
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.isComposing) return;
    const button = event.key === "s" ? form.querySelector("[data-score-save]") : event.key === "Enter" ? form.querySelector("[data-score-finish]") : null;
    if (button && !button.disabled) { event.preventDefault(); form.requestSubmit(button); }
  });
  // Between the file and the sheet: back where one was reading.
  const places = {};
  document.querySelectorAll(".score-jump, .split-tabs a").forEach((link) => link.addEventListener("click", (event) => {
    const from = link.hash === "#file" ? "#judgement" : "#file";
    places[from] = window.scrollY;
    if (places[link.hash] === undefined) return;
    event.preventDefault();
    window.scrollTo(0, places[link.hash]);
  }));
  look();
}
