// Judging by keyboard: <form data-keys>, each criterion a [data-criterion] holding one number input or one group of radios.
// j/k: next and previous criterion. Digits choose the radio of that value, with data-keys="place" the first, second, third;
// with data-keys="points" they write a score, or lead to that criterion from outside the fields, and Enter goes on to the next.
// Anywhere on such a page: a letter follows the link that names it ([data-key]); ? shows the keys ([data-keys-help]).
const typing = (event) => event.ctrlKey || event.metaKey || event.altKey || event.isComposing
  || event.target.matches("textarea, input[type=text], input:not([type]), input[type=search], select")
  || (event.target.matches("input[type=number]") && !/^[a-z?]$/.test(event.key));
document.querySelectorAll("form[data-keys]").forEach((form) => {
  const criteria = Array.from(form.querySelectorAll("[data-criterion]"));
  const control = (criterion) => criterion.querySelector("input:checked, input:not([type=hidden]), select, textarea");
  const scores = form.dataset.keys === "points";
  const go = (criterion) => {
    control(criterion).focus();
    if (control(criterion).select) control(criterion).select();
    criterion.scrollIntoView({ block: scores ? "center" : "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (scores && event.key === "Enter" && event.target.matches("input[type=number]") && !event.ctrlKey && !event.metaKey) {
      const at = criteria.findIndex((criterion) => criterion.contains(event.target));
      event.preventDefault();
      if (criteria[at + 1]) go(criteria[at + 1]); else form.querySelector("[data-score-finish]").focus();
      return;
    }
    if (typing(event)) return;
    const here = criteria.findIndex((criterion) => criterion.contains(document.activeElement));
    if (event.key === "j" || event.key === "k") {
      const next = criteria[event.key === "j" ? Math.min(here + 1, criteria.length - 1) : Math.max(here - 1, 0)];
      if (next) go(next);
      event.preventDefault();
    } else if (scores && /^[1-9]$/.test(event.key)) {
      if (criteria[Number(event.key) - 1]) { go(criteria[Number(event.key) - 1]); event.preventDefault(); }
    } else if (/^[0-9]$/.test(event.key) && here >= 0) {
      const choice = form.dataset.keys === "place"
        ? criteria[here].querySelectorAll("input[type=radio]")[Number(event.key) - 1]
        : criteria[here].querySelector(`input[type=radio][value="${event.key}"]`);
      if (!choice) return;
      choice.checked = true;
      choice.focus();
      choice.dispatchEvent(new Event("input", { bubbles: true }));
      choice.dispatchEvent(new Event("change", { bubbles: true }));
      const reason = criteria[here].querySelector("input[type=text]");
      if (reason && form.dataset.keys === "place" && event.key !== "1") reason.focus();
      event.preventDefault();
    }
  });
});
document.addEventListener("keydown", (event) => {
  if (typing(event)) return;
  const help = document.querySelector("[data-keys-help]");
  if (event.key === "?" && help) { help.open = !help.open; help.scrollIntoView({ block: "nearest" }); event.preventDefault(); return; }
  const link = /^[a-z]$/.test(event.key) && document.querySelector(`a[data-key="${event.key}"]`);
  if (link) { event.preventDefault(); link.click(); }
});
